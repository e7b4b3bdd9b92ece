package io.chronoshard.gate;

import java.util.List;
import java.util.Map;

/**
 * What errors are divided by, so that losses of targets and series have no unit and may be added:
 * one scale for all contenders, fixed before anything is judged, such as the error of the naive
 * forecast in the part that the champion was trained on.
 *
 * @param targets of each head's target, in its own unit; those of probabilities are not looked at
 * @param bySeries of series that have scales of their own
 */
public record LossScales(List<Double> targets, Map<String, List<Double>> bySeries) {

  /** Copies what it is given, and checks that one can divide by it. */
  public LossScales {
    targets = List.copyOf(targets);
    bySeries = Map.copyOf(bySeries);
    check(targets, "");
    bySeries.forEach((series, scales) -> check(scales, " of " + series));
  }

  private static void check(List<Double> scales, String of) {
    for (double scale : scales) {
      if (!(scale > 0 && scale < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException("scales" + of + " are " + scales);
      }
    }
  }

  /** Those of a series. */
  List<Double> of(String series) {
    return bySeries.getOrDefault(series, targets);
  }
}
