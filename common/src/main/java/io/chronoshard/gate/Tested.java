package io.chronoshard.gate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Means that are tested against 0 together, by the greatest of their statistics: a probability
 * tells how often the greatest of all resampled statistics is as large as one mean's own. So with
 * any number of means, whatever they have to do with each other, the probability that any of those
 * which are not above 0 is taken for it stays below the level (H. White, <i>A reality check for
 * data snooping</i>, Econometrica 68 (2000), studentised as by P. R. Hansen, <i>A test for superior
 * predictive ability</i>, JBES 23 (2005), of which this is the careful upper one; J. P. Romano and
 * M. Wolf, Econometrica 73 (2005)). Each probability counts the means themselves as one resample,
 * so that none is 0.
 */
final class Tested {

  /** Probability with which an interval's mean lies below it, and with which above. */
  private static final double OUTSIDE = 0.025;

  private final List<Mean> means = new ArrayList<>();
  private final double[] greatest;

  /**
   * One mean.
   *
   * @param statistic the mean over its error
   * @param p how often chance alone makes this one's statistic as great
   * @param pBelow how often chance alone makes it as small
   * @param low the mean rather does not lie below this
   * @param high nor above this
   */
  record Mean(double statistic, double p, double pBelow, double low, double high) {}

  /**
   * Of means over the same bins, each with an interval of which 95 of 100 hold their means.
   *
   * @param count resamples
   */
  Tested(List<Contrast> contrasts, Resamples resamples, int count) {
    this(contrasts, resamples, count, OUTSIDE, OUTSIDE);
  }

  /**
   * Of means over the same bins.
   *
   * @param count resamples
   * @param below probability with which an interval's mean lies below it: where its low end is
   *     above 0, chance alone makes the statistic as great at most as often
   * @param above probability with which it lies above
   */
  Tested(List<Contrast> contrasts, Resamples resamples, int count, double below, double above) {
    this.greatest = new double[count];
    Arrays.fill(greatest, Double.NEGATIVE_INFINITY);
    double[] own = new double[count];
    for (Contrast contrast : contrasts) {
      Studentised mean = new Studentised(contrast, resamples);
      for (int resample = 0; resample < count; resample++) {
        own[resample] = mean.statistic(resample);
        greatest[resample] = Math.max(greatest[resample], own[resample]);
      }
      means.add(mean(mean, own, below, above));
    }
  }

  private static Mean mean(Studentised mean, double[] resampled, double below, double above) {
    double[] own = resampled.clone();
    Arrays.sort(own);
    return new Mean(
        mean.statistic(),
        p(own, mean.statistic()),
        pBelow(own, mean.statistic()),
        mean.mean() - own[own.length - cut(own, below)] * mean.error(),
        mean.mean() - own[cut(own, above) - 1] * mean.error());
  }

  private static int cut(double[] resampled, double outside) {
    return Math.max(1, (int) Math.floor(outside * (resampled.length + 1)));
  }

  /** One of the means, in the order of contrasts. */
  Mean of(int mean) {
    return means.get(mean);
  }

  /** How often chance alone makes any mean's statistic as great as this one's. */
  double p(int mean) {
    return p(greatest, of(mean).statistic());
  }

  private static double p(double[] resampled, double statistic) {
    int exceeding = 0;
    for (double other : resampled) {
      exceeding += other >= statistic ? 1 : 0;
    }
    return (1.0 + exceeding) / (1.0 + resampled.length);
  }

  private static double pBelow(double[] resampled, double statistic) {
    int below = 0;
    for (double other : resampled) {
      below += other <= statistic ? 1 : 0;
    }
    return (1.0 + below) / (1.0 + resampled.length);
  }
}
