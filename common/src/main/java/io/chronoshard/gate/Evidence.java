package io.chronoshard.gate;

import java.util.List;
import java.util.Optional;

/**
 * What a decision stands on.
 *
 * @param sample what was resampled; nothing where no window is common to all
 * @param losses over the very same values, of all contenders but challengers of which a forecast is
 *     no number; empty where there are none
 * @param ranking of the challengers that passed all checks, the one with the least loss first;
 *     where there are no losses, in the order in which they were given
 * @param comparisons of these with the champion and each baseline; empty where there was too little
 * @param segments of the challengers that are better than the champion and all baselines, up to the
 *     one that is promoted
 * @param checks of all challengers
 */
public record Evidence(
    Optional<Sample> sample,
    List<MeanLoss> losses,
    List<String> ranking,
    List<Comparison> comparisons,
    List<SegmentResult> segments,
    List<Check> checks) {

  /** Copies the lists. */
  public Evidence {
    losses = List.copyOf(losses);
    ranking = List.copyOf(ranking);
    comparisons = List.copyOf(comparisons);
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

  /** Where no loss was looked at. */
  static Evidence ofChecks(List<String> sane, List<Check> checks) {
    return new Evidence(Optional.empty(), List.of(), sane, List.of(), List.of(), checks);
  }

  Evidence with(List<Comparison> others) {
    return new Evidence(sample, losses, ranking, others, segments, checks);
  }

  Evidence withSegments(List<SegmentResult> others) {
    return new Evidence(sample, losses, ranking, comparisons, others, checks);
  }
}
