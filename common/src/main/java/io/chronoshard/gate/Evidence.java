package io.chronoshard.gate;

import io.chronoshard.config.GateSettings.Unclear;
import java.util.List;
import java.util.Optional;

/**
 * What a decision stands on.
 *
 * @param sample what was resampled; nothing where no window is common to all
 * @param terms what the gate was configured to ask for; nothing where no window is common to all
 * @param losses over the very same values, of all contenders but challengers of which a forecast is
 *     no number; empty where there are none
 * @param ranking of the challengers that passed all checks, the one with the least loss first;
 *     where there are no losses, in the order in which they were given
 * @param comparisons of these with the champion and each baseline; empty where there was too little
 * @param baselines how each of them compares with the champion, which decides nothing; empty where
 *     there was too little
 * @param segments of the challengers that are better than the champion and all baselines, up to the
 *     one that is promoted
 * @param checks of all challengers
 */
public record Evidence(
    Optional<Sample> sample,
    Optional<Terms> terms,
    List<MeanLoss> losses,
    List<String> ranking,
    List<Comparison> comparisons,
    List<Beside> baselines,
    List<SegmentResult> segments,
    List<Check> checks) {

  /** Copies the lists. */
  public Evidence {
    losses = List.copyOf(losses);
    ranking = List.copyOf(ranking);
    comparisons = List.copyOf(comparisons);
    baselines = List.copyOf(baselines);
    segments = List.copyOf(segments);
    checks = List.copyOf(checks);
  }

  /**
   * Mean loss of a contender.
   *
   * @param contender its name
   * @param loss over all values that are judged
   * @param missed windows that count for nobody, because a forecast of this one is no number; 0 of
   *     a challenger
   */
  public record MeanLoss(String contender, double loss, long missed) {}

  /**
   * What the gate was configured to ask for.
   *
   * @param level of all tests of 52 weeks together, and of the other comparisons of one
   * @param margin share of the champion's loss by which a segment may be worse
   * @param unclear what an unclear segment leads to
   */
  public record Terms(double level, double margin, Unclear unclear) {}

  /**
   * A contender beside the champion.
   *
   * @param contender its name
   * @param low between this and {@code high} lies by how much its loss is less than the champion's,
   *     in 95 of 100 such comparisons
   * @param high rather not above it
   */
  public record Beside(String contender, double low, double high) {}

  /** Where no loss was looked at. */
  static Evidence ofChecks(List<String> sane, List<Check> checks) {
    return new Evidence(
        Optional.empty(),
        Optional.empty(),
        List.of(),
        sane,
        List.of(),
        List.of(),
        List.of(),
        checks);
  }

  Evidence with(List<Comparison> others, List<Beside> beside) {
    return new Evidence(sample, terms, losses, ranking, others, beside, segments, checks);
  }

  Evidence withSegments(List<SegmentResult> others) {
    return new Evidence(sample, terms, losses, ranking, comparisons, baselines, others, checks);
  }
}
