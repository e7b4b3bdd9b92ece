package io.chronoshard.retrain;

import io.chronoshard.config.QualitySettings;
import io.chronoshard.config.QualitySettings.Limit;
import io.chronoshard.config.QualitySettings.Rule;
import io.chronoshard.config.TimeAxis;
import io.chronoshard.retrain.Finding.Kind;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Finds what is not as it was in a channel of a series, and says so.
 *
 * @param settings the rules
 * @param axis of the history
 * @param range the steps that are looked at
 */
record ChannelRules(QualitySettings settings, TimeAxis axis, QualityRange range) {

  /** What can be found in a channel. */
  static final List<Kind> KINDS = List.of(Kind.UNKNOWN, Kind.DEAD, Kind.STEP, Kind.DRIFT);

  /** What follows from it. */
  Rule rule(Kind kind) {
    return switch (kind) {
      case UNKNOWN -> settings.unknown().rule();
      case DEAD -> settings.dead().rule();
      case STEP -> settings.step().rule();
      case DRIFT -> settings.drift().rule();
      default -> throw new IllegalArgumentException(kind + " is not found in channels");
    };
  }

  /**
   * What is found of a kind.
   *
   * @param steps new ones of the series, known or not
   * @param stepsBefore those of the reference
   */
  Optional<String> found(Kind kind, ChannelFacts facts, long steps, long stepsBefore) {
    // What was never known before is new, and nothing to compare with.
    return facts.knownBefore() == 0 || steps == 0
        ? Optional.empty()
        : sentence(kind, facts, steps, stepsBefore)
            .map(what -> what + " (retrain.quality." + kind.name().toLowerCase(Locale.ROOT) + ")");
  }

  /**
   * How far a channel is from what it was, whether or not that is found; nothing where too little
   * is known to tell.
   *
   * @param steps new ones of the series, known or not
   * @param stepsBefore those of the reference
   */
  Optional<Measure> measure(Kind kind, ChannelFacts facts, long steps, long stepsBefore) {
    if (facts.knownBefore() == 0 || steps == 0) {
      return Optional.empty();
    }
    return Optional.of(
            switch (kind) {
              case UNKNOWN ->
                  new Measure(
                      1 - (double) facts.known() / steps * stepsBefore / facts.knownBefore(),
                      settings.unknown().most(),
                      range.newFrom());
              case DEAD ->
                  new Measure(
                      (double) facts.unchanged(),
                      (double)
                          Math.max(settings.dead().most().steps(axis), 2 * facts.unchangedBefore()),
                      facts.unchangedFrom());
              case STEP -> Measure.of(larger(facts.step(), facts.spreadStep()), settings.step());
              default -> Measure.of(facts.drift(), settings.drift());
            })
        .filter(measure -> !Double.isNaN(measure.size()));
  }

  private static Change larger(Change one, Change other) {
    return Double.isNaN(one.size()) ? other : one.or(other);
  }

  /**
   * How far a channel is from what it was.
   *
   * @param size as its rule counts it
   * @param most above which it is found
   * @param from the first step of it
   */
  record Measure(double size, double most, long from) {

    private static Measure of(Change change, Limit limit) {
      return new Measure(change.size(), limit.most(), change.from());
    }
  }

  private Optional<String> sentence(Kind kind, ChannelFacts facts, long steps, long stepsBefore) {
    return switch (kind) {
      case UNKNOWN ->
          unknown((double) facts.known() / steps, (double) facts.knownBefore() / stepsBefore);
      case DEAD -> dead(facts);
      case STEP -> step(facts);
      default -> drift(facts.drift());
    };
  }

  private Optional<String> unknown(double share, double before) {
    double less = 1 - share / before;
    return less > settings.unknown().most()
        ? Optional.of(
            String.format(
                Locale.ROOT,
                "is known at %s of its steps from %s on, and was at %s before: %s less, more than %s",
                percent(share),
                time(range.newFrom()),
                percent(before),
                percent(less),
                percent(settings.unknown().most())))
        : Optional.empty();
  }

  private Optional<String> dead(ChannelFacts facts) {
    int most = settings.dead().most().steps(axis);
    return facts.unchanged() > Math.max(most, 2 * facts.unchangedBefore())
        ? Optional.of(
            String.format(
                Locale.ROOT,
                "stayed the same for %s from %s on, longer than %s, and before for %s at most: a dead sensor",
                axis.text(facts.unchanged()),
                time(facts.unchangedFrom()),
                axis.text(most),
                axis.text(facts.unchangedBefore())))
        : Optional.empty();
  }

  private Optional<String> step(ChannelFacts facts) {
    double most = settings.step().most();
    return facts.step().size() > most
        ? Optional.of(jumped("mean", facts.step()))
        : facts.spreadStep().size() > most
            ? Optional.of(jumped("spread", facts.spreadStep()))
            : Optional.empty();
  }

  private String jumped(String what, Change change) {
    String times =
        Double.isInfinite(change.size())
            ? "and had not changed before"
            : String.format(
                Locale.ROOT,
                "by %.1f times what is usual, more than %s",
                change.size(),
                number(settings.step().most()));
    return String.format(
        Locale.ROOT,
        "changed its %s from one %s to the next at %s %s: another unit or sensor",
        what,
        axis.text(range.stretchSteps()),
        time(change.from()),
        times);
  }

  private Optional<String> drift(Change change) {
    double most = settings.drift().most();
    return change.size() > most
        ? Optional.of(
            String.format(
                Locale.ROOT,
                "has a mean that is %s from %s on, compared with the %s before: a drift",
                Double.isInfinite(change.size())
                    ? "another one"
                    : String.format(
                        Locale.ROOT,
                        "%.1f robust deviations away, more than %s,",
                        change.size(),
                        number(most)),
                time(change.from()),
                axis.text(range.newFrom() - range.from())))
        : Optional.empty();
  }

  private static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e9
        ? String.valueOf((long) value)
        : String.valueOf(value);
  }

  /** As messages say it. */
  static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }

  /** The time of a step, as messages say it. */
  String time(long step) {
    return Instant.ofEpochMilli(Math.multiplyExact(step, axis.stepMillis())).toString();
  }
}
