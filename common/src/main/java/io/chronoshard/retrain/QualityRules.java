package io.chronoshard.retrain;

import io.chronoshard.config.QualitySettings;
import io.chronoshard.config.QualitySettings.Rule;
import io.chronoshard.config.TimeAxis;
import io.chronoshard.grid.History;
import io.chronoshard.grid.History.SeriesExtent;
import io.chronoshard.grid.Ledger;
import io.chronoshard.retrain.Finding.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Finds what is not as it was in new data, and says what follows.
 *
 * <p>A series is alive while its newest step lies within the hold; those that ended before are left
 * out.
 *
 * @param settings the rules
 * @param history before the run's date
 * @param range the steps that are looked at
 */
public record QualityRules(QualitySettings settings, History history, QualityRange range) {

  /** Findings of a kind that are told, and names in a sentence. */
  private static final int TOLD = 10;

  /**
   * Applies all rules.
   *
   * @param champion what it reads
   * @param series those that have rows in the range
   * @param now what is seen at this date
   * @param before what was seen at the last one
   * @param faults of rows, that count at this date
   */
  public Quality of(
      ChampionChannels champion,
      List<SeriesFacts> series,
      Seen now,
      Optional<Seen> before,
      HeldFaults faults) {
    List<Finding> found = new ArrayList<>();
    Map<String, SeriesFacts> byName = new HashMap<>();
    series.forEach(one -> byName.put(one.series(), one));
    List<WatchedSeries> watched =
        history.series().stream()
            .map(
                extent ->
                    new WatchedSeries(
                        extent, Optional.ofNullable(byName.get(extent.name())), range))
            .toList();
    List<WatchedSeries> alive = watched.stream().filter(this::isAlive).toList();
    long newSteps = watched.stream().mapToLong(one -> one.steps(range.known(), range.to())).sum();
    requireNew(newSteps, found);
    late(found);
    champion.gone(history).ifPresent(why -> found.add(new Finding(Kind.GONE, Rule.STOP, why)));
    added(champion, before, found);
    ended(alive, before, found);
    Ledger.Rows rows = RowRules.rows(now, before);
    found.addAll(rowRules().findings(faults, now.days().steps()));
    int untold = 0;
    for (Kind kind : ChannelRules.KINDS) {
      List<Finding> some = ofSeries(kind, alive);
      found.addAll(some.subList(0, Math.min(TOLD, some.size())));
      untold += Math.max(0, some.size() - TOLD);
    }
    found.sort(Comparator.comparing(Finding::rule).reversed());
    return new Quality(
        newSteps, rows, found, untold, new ChannelChanges(rules(), alive, range).all());
  }

  /**
   * The faults of rows that count at this date.
   *
   * @param now what is seen at this date
   * @param before what was seen at the last one
   * @param held what counted then
   */
  public HeldFaults faults(Seen now, Optional<Seen> before, HeldFaults held) {
    return rowRules().faults(now, before, held);
  }

  private RowRules rowRules() {
    return new RowRules(settings, axis(), range.date());
  }

  private boolean isAlive(WatchedSeries series) {
    return series.silent() < settings.hold().steps(axis());
  }

  private void requireNew(long newSteps, List<Finding> found) {
    int least = settings.newSteps().steps(axis());
    long steps = range.to() - range.known();
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

  private void late(List<Finding> found) {
    long late = range.date() - range.to();
    int most = settings.late().most().steps(axis());
    if (late > most) {
      found.add(
          new Finding(
              Kind.LATE,
              settings.late().rule(),
              String.format(
                  Locale.ROOT,
                  "the history ends at %s, %s before the date, more than %s: ingest what is late (retrain.quality.late)",
                  time(range.to()),
                  axis().text(late),
                  axis().text(most))));
    }
  }

  /** Series are told once, and stop nothing: what is new of them is compared with nothing. */
  private void added(ChampionChannels champion, Optional<Seen> before, List<Finding> found) {
    List<String> channels = champion.added(history);
    if (!channels.isEmpty()) {
      found.add(
          new Finding(
              Kind.ADDED,
              settings.added(),
              "this history has "
                  + names(channels)
                  + ", which the champion does not read (retrain.quality.added)"));
    }
    long since = before.map(seen -> seen.days().to()).orElse(range.newFrom());
    List<String> series =
        history.series().stream()
            .filter(extent -> extent.fromStep() >= since)
            .map(SeriesExtent::name)
            .toList();
    if (!series.isEmpty()) {
      found.add(
          new Finding(
              Kind.ADDED,
              Rule.CONTINUE,
              String.format(
                  Locale.ROOT,
                  "%s new since %s: %s",
                  series.size() == 1 ? "1 series is" : series.size() + " series are",
                  time(since),
                  names(series))));
    }
  }

  /**
   * As many as are tolerated are told once; more count until they ended longer ago than the hold.
   */
  private void ended(List<WatchedSeries> alive, Optional<Seen> before, List<Finding> found) {
    List<WatchedSeries> ended = alive.stream().filter(WatchedSeries::hasEnded).toList();
    Rule rule =
        ended.size() > settings.tolerated() * alive.size() ? settings.ended() : Rule.CONTINUE;
    List<SeriesExtent> told =
        ended.stream()
            .filter(
                series ->
                    rule == Rule.STOP
                        || before.isEmpty()
                        || !series.hasEndedBy(before.get().days().to()))
            .map(WatchedSeries::extent)
            .toList();
    if (!told.isEmpty()) {
      found.add(
          new Finding(
              Kind.ENDED,
              rule,
              String.format(
                  Locale.ROOT,
                  "%d of %d series gave nothing for %s or more: %s, the first from %s on (retrain.quality.ended)",
                  ended.size(),
                  alive.size(),
                  axis().text(range.stretchSteps()),
                  names(told.stream().map(SeriesExtent::name).toList()),
                  time(told.stream().mapToLong(SeriesExtent::toStep).min().orElseThrow()))));
    }
  }

  private static String names(List<String> all) {
    String some =
        all.stream().limit(TOLD).map(name -> "\"" + name + "\"").collect(Collectors.joining(", "));
    return all.size() > TOLD ? some + " and " + (all.size() - TOLD) + " more" : some;
  }

  /** Where so few series are concerned that the rule does not count, it is told all the same. */
  private List<Finding> ofSeries(Kind kind, List<WatchedSeries> alive) {
    List<String> sentences = new ArrayList<>();
    int concerned = 0;
    for (WatchedSeries series : alive) {
      Map<String, String> found = sentences(kind, series);
      concerned += found.isEmpty() ? 0 : 1;
      sentences.addAll(found.values());
    }
    Rule rule =
        concerned > settings.tolerated() * alive.size() ? rules().rule(kind) : Rule.CONTINUE;
    return sentences.stream().map(sentence -> new Finding(kind, rule, sentence)).toList();
  }

  /** What is found in a series, by channel. */
  private Map<String, String> sentences(Kind kind, WatchedSeries series) {
    Map<String, String> sentences = new TreeMap<>();
    long steps = series.steps(range.newFrom(), range.to());
    long stepsBefore = series.steps(range.from(), range.newFrom());
    for (int i = 0; i < range.channels().size(); i++) {
      String channel = range.channels().get(i);
      rules()
          .found(kind, series.channel(i), steps, stepsBefore)
          .ifPresent(
              what ->
                  sentences.put(
                      channel,
                      String.format(
                          Locale.ROOT,
                          "\"%s\" of series \"%s\" %s",
                          channel,
                          series.extent().name(),
                          what)));
    }
    return sentences;
  }

  private ChannelRules rules() {
    return new ChannelRules(settings, axis(), range);
  }

  private String time(long step) {
    return rules().time(step);
  }

  private TimeAxis axis() {
    return history.axis();
  }
}
