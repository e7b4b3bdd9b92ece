package io.chronoshard.gate;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * A mean over values that come in bins of time: the sum of all that the bins add up to, over the
 * number of their values. Bins that hold nothing keep their place in time.
 *
 * @param sums of each bin
 * @param values how many values each bin has
 */
record Contrast(double[] sums, double[] values) {

  /** The mean. */
  double mean() {
    return total(sums) / total(values);
  }

  /** How far each bin's sum is from what it would be by the mean. */
  double[] residuals() {
    double mean = mean();
    double[] residuals = new double[sums.length];
    for (int bin = 0; bin < residuals.length; bin++) {
      residuals[bin] = sums[bin] - mean * values[bin];
    }
    return residuals;
  }

  /**
   * Without the bins that hold nothing, those before and after them side by side: for what is there
   * at some times only, of which resamples would have more or less else, and err by that.
   */
  Contrast withoutGaps() {
    int[] filled = IntStream.range(0, values.length).filter(bin -> values[bin] > 0).toArray();
    return new Contrast(
        Arrays.stream(filled).mapToDouble(bin -> sums[bin]).toArray(),
        Arrays.stream(filled).mapToDouble(bin -> values[bin]).toArray());
  }

  /** Bins that have values. */
  int filled() {
    int filled = 0;
    for (double count : values) {
      filled += count > 0 ? 1 : 0;
    }
    return filled;
  }

  static double total(double[] terms) {
    double total = 0;
    for (double term : terms) {
      total += term;
    }
    return total;
  }
}
