package io.chronoshard.gate;

/**
 * A series whose mean is 0 as an autoregression from bin to bin and what that leaves: {@code x(t) =
 * persistence · x(t - 1) + left(t)}.
 *
 * @param series the series
 * @param persistence correlation of one bin with the next, by least squares, from 0 to {@link
 *     #MOST}
 * @param left what the autoregression leaves, with the mean 0; of the first bin as much of it as
 *     all others leave on average
 */
record Whitened(double[] series, double persistence, double[] left) {

  /** A series that goes on longer tells nothing of its mean. */
  static final double MOST = 0.95;

  static Whitened of(double[] series) {
    double products = 0;
    double squares = series[0] * series[0];
    for (int bin = 1; bin < series.length; bin++) {
      products += series[bin] * series[bin - 1];
      squares += series[bin] * series[bin];
    }
    double persistence = limited(products, squares);
    double[] left = new double[series.length];
    left[0] = first(persistence) * series[0];
    for (int bin = 1; bin < left.length; bin++) {
      left[bin] = series[bin] - persistence * series[bin - 1];
    }
    double mean = Contrast.total(left) / left.length;
    for (int bin = 0; bin < left.length; bin++) {
      left[bin] -= mean;
    }
    return new Whitened(series, persistence, left);
  }

  /** The persistence that sums over a series come to. */
  static double limited(double products, double squares) {
    return squares > 0 ? Math.max(0, Math.min(MOST, products / squares)) : 0;
  }

  /** What the first bin is multiplied by, which none comes before (Prais and Winsten 1954). */
  static double first(double persistence) {
    return Math.sqrt(1 - persistence * persistence);
  }

  /**
   * The persistence without the share by which least squares find it too small on average (F. H. C.
   * Marriott and J. A. Pope, <i>Bias in the estimation of autocorrelations</i>, Biometrika 41,
   * 1954).
   */
  double corrected() {
    int bins = series.length;
    return bins > 3 ? Math.min(MOST, (bins * persistence + 1) / (bins - 3)) : persistence;
  }
}
