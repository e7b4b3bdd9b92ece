package io.chronoshard.gate;

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
