package io.chronoshard.retrain;

import io.chronoshard.config.QualitySettings;
import io.chronoshard.config.QualitySettings.Limit;
import io.chronoshard.config.QualitySettings.Rule;
import io.chronoshard.config.TimeAxis;
import io.chronoshard.grid.History;
import io.chronoshard.grid.History.SeriesExtent;
import io.chronoshard.grid.Ledger;
import io.chronoshard.retrain.Finding.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Finds what is not as it was in new data, and says what follows.
 *
 * @param settings the rules
 * @param history before the run's date
 * @param range the steps that are looked at
 */
public record QualityRules(QualitySettings settings, History history, QualityRange range) {

  /** Findings of a kind that are told. */
  private static final int TOLD = 10;

  /**
   * Applies all rules.
   *
   * @param trained channels of the history that the champion was trained on
   * @param series those that have rows in the range
   * @param now what is seen at this date
   * @param before what was seen at the last one
   */
  public Quality of(
      List<String> trained, List<SeriesFacts> series, Seen now, Optional<Seen> before) {
    List<Finding> found = new ArrayList<>();
    Map<String, SeriesFacts> byName = new HashMap<>();
    series.forEach(one -> byName.put(one.series(), one));
    long newSteps = history.series().stream().mapToLong(this::newSteps).sum();
    requireNew(newSteps, found);
    channels(trained, found);
    Ledger.Rows rows = before.map(earlier -> since(earlier.rows(), now.rows())).orElse(now.rows());
    dropped(rows, found);
    before.ifPresent(earlier -> revised(now.days(), earlier.days(), found));
    int untold = 0;
    for (Kind kind : List.of(Kind.UNKNOWN, Kind.DEAD, Kind.STEP, Kind.DRIFT)) {
      List<Finding> some = ofSeries(kind, byName);
      found.addAll(some.subList(0, Math.min(TOLD, some.size())));
      untold += Math.max(0, some.size() - TOLD);
    }
    found.sort(Comparator.comparing(Finding::rule).reversed());
    return new Quality(newSteps, rows, found, untold);
  }

  /** A series that was there before and gives nothing more has new steps too: unknown ones. */
  private long newSteps(SeriesExtent extent) {
    return Math.max(0, range.to() - Math.max(range.newFrom(), extent.fromStep()));
  }

  private void requireNew(long newSteps, List<Finding> found) {
    int least = settings.newSteps().steps(axis());
    long steps = range.to() - range.newFrom();
    if (steps < least || newSteps == 0) {
      found.add(
          new Finding(
              Kind.NEW_STEPS,
              Rule.STOP,
              String.format(
                  Locale.ROOT,
                  "%s new since the champion's data, fewer than %s (retrain.quality.new-steps)",
                  steps == 1 ? "1 step is" : steps + " steps are",
                  least)));
    }
  }

  private void channels(List<String> trained, List<Finding> found) {
    names(trained, channel -> !history.channels().contains(channel))
        .ifPresent(
            gone ->
                found.add(
                    new Finding(
                        Kind.GONE,
                        settings.gone(),
                        "the champion's history had " + gone + ", and this one has not")));
    names(history.channels(), channel -> !trained.contains(channel))
        .ifPresent(
            added ->
                found.add(
                    new Finding(
                        Kind.ADDED,
                        settings.added(),
                        "this history has " + added + ", and the champion's had not")));
  }

  private static Optional<String> names(List<String> channels, Predicate<String> wanted) {
    List<String> some =
        channels.stream().filter(wanted).map(channel -> "\"" + channel + "\"").toList();
    return some.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", some));
  }

  /** What came in since; where files were taken away, all that there is. */
  private static Ledger.Rows since(Ledger.Rows before, Ledger.Rows now) {
    return now.read() < before.read()
        ? now
        : new Ledger.Rows(
            now.read() - before.read(),
            now.kept() - before.kept(),
            now.joined() - before.joined(),
            now.repeated() - before.repeated(),
            now.conflicting() - before.conflicting(),
            now.combined() - before.combined(),
            now.unparsable() - before.unparsable(),
            now.unread() - before.unread(),
            now.offOrder() - before.offOrder());
  }

  private void dropped(Ledger.Rows rows, List<Finding> found) {
    long dropped = rows.unparsable() + rows.conflicting();
    double share = rows.read() == 0 ? 0 : (double) dropped / rows.read();
    Limit limit = settings.dropped();
    if (share > limit.most()) {
      found.add(
          new Finding(
              Kind.DROPPED,
              limit.rule(),
              String.format(
                  Locale.ROOT,
                  "%,d of %,d new rows could not be read or contradict another one: %s, more than %s",
                  dropped,
                  rows.read(),
                  percent(share),
                  percent(limit.most()))));
    }
  }

  private void revised(DayHashes now, DayHashes before, List<Finding> found) {
    if (!now.isLike(before)) {
      return;
    }
    List<Long> days = now.revised(before);
    if (!days.isEmpty()) {
      found.add(
          new Finding(
              Kind.REVISED,
              settings.revised(),
              String.format(
                  Locale.ROOT,
                  "rows of %d %s of %s have changed since the last date was decided, the first from %s",
                  days.size(),
                  days.size() == 1 ? "stretch" : "stretches",
                  axis().text(now.steps()),
                  time(days.get(0)))));
    }
  }

  /** Where so few series are concerned that the rule does not count, it is told all the same. */
  private List<Finding> ofSeries(Kind kind, Map<String, SeriesFacts> facts) {
    List<Finding> found = new ArrayList<>();
    int concerned = 0;
    for (SeriesExtent extent : history.series()) {
      Map<String, String> sentences =
          sentences(kind, extent, Optional.ofNullable(facts.get(extent.name())));
      concerned += sentences.isEmpty() ? 0 : 1;
      sentences.values().forEach(sentence -> found.add(new Finding(kind, rule(kind), sentence)));
    }
    boolean counts = concerned > settings.tolerated() * history.series().size();
    return counts
        ? found
        : found.stream()
            .map(finding -> new Finding(kind, Rule.CONTINUE, finding.sentence()))
            .toList();
  }

  private Rule rule(Kind kind) {
    return switch (kind) {
      case UNKNOWN -> settings.unknown().rule();
      case DEAD -> settings.dead().rule();
      case STEP -> settings.step().rule();
      case DRIFT -> settings.drift().rule();
      default -> throw new IllegalArgumentException(kind + " is not found in series");
    };
  }

  /** What is found in a series, by channel. */
  private Map<String, String> sentences(
      Kind kind, SeriesExtent extent, Optional<SeriesFacts> facts) {
    Map<String, String> sentences = new TreeMap<>();
    long steps = newSteps(extent);
    for (int i = 0; i < range.channels().size() && steps > 0; i++) {
      String channel = range.channels().get(i);
      int place = i;
      ChannelFacts one =
          facts
              .map(series -> series.channels().get(place))
              .orElse(new ChannelFacts(0, 0, 0, Double.NaN, Double.NaN, Double.NaN));
      sentence(kind, one, steps)
          .ifPresent(
              what ->
                  sentences.put(
                      channel,
                      String.format(
                          Locale.ROOT,
                          "\"%s\" of series \"%s\" %s",
                          channel,
                          extent.name(),
                          what)));
    }
    return sentences;
  }

  private Optional<String> sentence(Kind kind, ChannelFacts facts, long steps) {
    return switch (kind) {
      case UNKNOWN -> unknown(1 - (double) facts.known() / steps, steps);
      case DEAD -> dead(facts);
      case STEP -> step(facts);
      default -> drift(facts);
    };
  }

  private Optional<String> unknown(double share, long steps) {
    return share > settings.unknown().most()
        ? Optional.of(
            String.format(
                Locale.ROOT,
                "is unknown at %s of its %,d new steps, more than %s",
                percent(share),
                steps,
                percent(settings.unknown().most())))
        : Optional.empty();
  }

  private Optional<String> dead(ChannelFacts facts) {
    int most = settings.dead().most().steps(axis());
    return facts.unchanged() > Math.max(most, 2 * facts.unchangedBefore())
        ? Optional.of(
            String.format(
                Locale.ROOT,
                "stayed the same for %s, longer than %s, and before for %s at most: a dead sensor",
                axis().text(facts.unchanged()),
                axis().text(most),
                axis().text(facts.unchangedBefore())))
        : Optional.empty();
  }

  private Optional<String> step(ChannelFacts facts) {
    double most = settings.step().most();
    return facts.step() > most
        ? Optional.of(jumped("mean", facts.step(), most))
        : facts.spreadStep() > most
            ? Optional.of(jumped("spread", facts.spreadStep(), most))
            : Optional.empty();
  }

  private String jumped(String what, double deviations, double most) {
    return String.format(
        Locale.ROOT,
        "changed its %s from one %s to the next by %.1f times what is usual, more than %s: another unit or sensor",
        what,
        axis().text(range.stretchSteps()),
        deviations,
        number(most));
  }

  private Optional<String> drift(ChannelFacts facts) {
    double most = settings.drift().most();
    return facts.drift() > most
        ? Optional.of(
            String.format(
                Locale.ROOT,
                "has a mean that is %.1f robust deviations away from those of the %s before, more than %s: a drift",
                facts.drift(),
                axis().text(range.newFrom() - range.from()),
                number(most)))
        : Optional.empty();
  }

  private static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e9
        ? String.valueOf((long) value)
        : String.valueOf(value);
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }

  private String time(long step) {
    return Instant.ofEpochMilli(step * axis().stepMillis()).toString();
  }

  private TimeAxis axis() {
    return history.axis();
  }
}
