package io.chronoshard.model.error;

import io.chronoshard.kernel.GaussianLikelihood;
import java.util.List;

/**
 * Sums of means and deviations: the negative logarithm of the density of what happened, the
 * deviations, and how often what happened lies within one and two of them.
 */
final class GaussianSums {

  private static final int LIKELIHOOD = PointSums.COUNT;
  private static final int DEVIATION = LIKELIHOOD + 1;
  private static final int WITHIN_ONE = DEVIATION + 1;
  private static final int WITHIN_TWO = WITHIN_ONE + 1;

  static final int COUNT = WITHIN_TWO + 1;

  private GaussianSums() {}

  static void add(double[] sums, int to, float mean, float deviation, float actual) {
    double off = ((double) actual - mean) / deviation;
    sums[to + LIKELIHOOD] += GaussianLikelihood.cost(off, deviation);
    sums[to + DEVIATION] += deviation;
    sums[to + WITHIN_ONE] += Math.abs(off) <= 1 ? 1 : 0;
    sums[to + WITHIN_TWO] += Math.abs(off) <= 2 ? 1 : 0;
  }

  static Further errors(long count, double[] sums) {
    return Further.of(
        List.of(
            new Measure("negative log likelihood", sums[LIKELIHOOD] / count),
            new Measure("deviation", sums[DEVIATION] / count),
            new Measure("coverage of 1 deviation", sums[WITHIN_ONE] / count),
            new Measure("coverage of 2 deviations", sums[WITHIN_TWO] / count)));
  }
}
