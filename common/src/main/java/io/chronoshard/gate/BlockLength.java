package io.chronoshard.gate;

/**
 * The length of blocks for which the circular block bootstrap estimates the variance of a mean with
 * the least mean squared error: D. N. Politis and H. White, <i>Automatic block-length selection for
 * the dependent bootstrap</i>, Econometric Reviews 23 (2004), with the correction by A. Patton, D.
 * N. Politis and H. White, Econometric Reviews 28 (2009).
 */
final class BlockLength {

  /** Of the normal distribution, for autocorrelations that are told from none. */
  private static final double QUANTILE = 1.959963984540054;

  private BlockLength() {}

  /**
   * The length for a series whose mean is 0, not rounded and 1 at least; where it hangs together
   * further than the series can show, the smaller of three roots of its length and a third of it.
   */
  static double of(double[] series) {
    int length = series.length;
    int quiet = Math.max(5, (int) Math.ceil(StrictMath.log10(length)));
    int lags = Math.min(length - 1, (int) Math.ceil(Math.sqrt(length)) + quiet);
    double[] covariance = covariances(series, lags);
    if (covariance[0] <= 0) {
      return 1;
    }
    int bandwidth = Math.min(lags, 2 * firstQuiet(covariance, length, quiet));
    double flatTop = covariance[0];
    double slope = 0;
    for (int lag = 1; lag <= bandwidth; lag++) {
      double weight = Math.min(1, 2 * (1 - (double) lag / bandwidth));
      flatTop += 2 * weight * covariance[lag];
      slope += 2 * weight * lag * covariance[lag];
    }
    double most = Math.ceil(Math.min(3 * Math.sqrt(length), length / 3.0));
    double spectrum = 4.0 / 3 * flatTop * flatTop;
    double best = StrictMath.cbrt(2 * slope * slope / spectrum * length);
    return best <= most ? Math.max(1, best) : most;
  }

  private static double[] covariances(double[] series, int lags) {
    double[] covariance = new double[lags + 1];
    for (int lag = 0; lag <= lags; lag++) {
      double sum = 0;
      for (int i = lag; i < series.length; i++) {
        sum += series[i] * series[i - lag];
      }
      covariance[lag] = sum / series.length;
    }
    return covariance;
  }

  /**
   * The first of so many lags in a row whose autocorrelations are none; behind all that are one.
   */
  private static int firstQuiet(double[] covariance, int length, int quiet) {
    double limit = QUANTILE * Math.sqrt(StrictMath.log10(length) / length);
    int last = 0;
    for (int lag = 1; lag < covariance.length && lag - last <= quiet; lag++) {
      if (Math.abs(covariance[lag] / covariance[0]) >= limit) {
        last = lag;
      }
    }
    return last + 1;
  }
}
