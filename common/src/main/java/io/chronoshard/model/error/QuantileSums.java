package io.chronoshard.model.error;

import java.util.ArrayList;
import java.util.List;

/**
 * Sums of quantiles: the pinball loss, the distance from the first to the last and how often what
 * happened lies between these, and how often it lies below each.
 */
final class QuantileSums {

  private static final int PINBALL = PointSums.COUNT;
  private static final int WIDTH = PINBALL + 1;
  private static final int INSIDE = WIDTH + 1;
  private static final int BELOW = INSIDE + 1;

  private QuantileSums() {}

  static int count(List<Double> levels) {
    return BELOW + levels.size();
  }

  static void add(
      List<Double> levels, double[] sums, int to, float[] forecasts, int at, float actual) {
    int last = levels.size() - 1;
    for (int i = 0; i <= last; i++) {
      double error = (double) actual - forecasts[at + i];
      sums[to + PINBALL] += Math.max(levels.get(i) * error, (levels.get(i) - 1) * error);
      sums[to + BELOW + i] += actual <= forecasts[at + i] ? 1 : 0;
    }
    sums[to + WIDTH] += (double) forecasts[at + last] - forecasts[at];
    sums[to + INSIDE] += actual >= forecasts[at] && actual <= forecasts[at + last] ? 1 : 0;
  }

  static Further errors(List<Double> levels, long count, double[] sums) {
    List<Measure> measures = new ArrayList<>();
    measures.add(new Measure("pinball", sums[PINBALL] / count / levels.size()));
    if (levels.size() > 1) {
      String interval = levels.get(0) + " to " + levels.get(levels.size() - 1);
      measures.add(new Measure("width of " + interval, sums[WIDTH] / count));
      measures.add(new Measure("coverage of " + interval, sums[INSIDE] / count));
    }
    for (int i = 0; i < levels.size(); i++) {
      measures.add(new Measure("share below " + levels.get(i), sums[BELOW + i] / count));
    }
    return Further.of(measures);
  }
}
