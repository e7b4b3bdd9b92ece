package io.chronoshard.gate;

/**
 * A mean over its standard error, and the same of its resamples around it: the studentised block
 * bootstrap of F. Götze and H. R. Künsch, <i>Second-order correctness of the blockwise bootstrap
 * for stationary observations</i>, Annals of Statistics 24 (1996).
 *
 * <p>The error of the mean itself is taken from all blocks that there are, overlapping, that of a
 * resample from its own few: a resample's statistic spreads as wide as a t statistic of as few
 * blocks does, so that few blocks make a careful test.
 */
final class Studentised {

  /** Share of a mean below which its spread is rounding. */
  private static final double ROUNDING = 1e-12;

  private final Resamples resamples;
  private final double mean;
  private final double error;

  /** Of the block that begins at each bin: its sum less what the mean makes it, and its values. */
  private final double[] sums;

  private final double[] values;

  Studentised(Contrast contrast, Resamples resamples) {
    this.resamples = resamples;
    this.mean = contrast.mean();
    this.sums = blocks(contrast.residuals(), resamples.length());
    this.values = blocks(contrast.values(), resamples.length());
    this.error = error(Contrast.total(contrast.values()));
  }

  private static double[] blocks(double[] bins, int length) {
    double[] blocks = new double[bins.length];
    for (int from = 0; from < bins.length; from++) {
      double sum = 0;
      for (int i = from; i < from + length; i++) {
        sum += bins[i < bins.length ? i : i - bins.length];
      }
      blocks[from] = sum;
    }
    return blocks;
  }

  /**
   * The variance of sums of circular blocks falls short by the share of the series that a block is,
   * for they add up to nothing.
   */
  private double error(double all) {
    int bins = resamples.bins();
    double squares = 0;
    for (double sum : sums) {
      squares += sum * sum;
    }
    double ofBlock = squares / bins / (1 - (double) resamples.length() / bins);
    return Math.max(
        Math.sqrt(ofBlock * bins / resamples.length()) / all, ROUNDING * Math.abs(mean));
  }

  double mean() {
    return mean;
  }

  /** Standard error of the mean. */
  double error() {
    return error;
  }

  /** The mean over its error; 0 where both are. */
  double statistic() {
    return over(mean, error);
  }

  private static double over(double mean, double error) {
    return error > 0 ? mean / error : 0;
  }

  /** What a resample is off the mean over its own error; 0 where it holds nothing. */
  double statistic(long resample) {
    int blocks = resamples.blocks();
    double sum = 0;
    double count = 0;
    double sumSquares = 0;
    double products = 0;
    double countSquares = 0;
    for (int block = 0; block < blocks; block++) {
      int start = resamples.start(resample, block);
      double own = sums[start];
      double many = values[start];
      sum += own;
      count += many;
      sumSquares += own * own;
      products += own * many;
      countSquares += many * many;
    }
    if (!(count > 0)) {
      return 0;
    }
    double off = sum / count;
    double squares = sumSquares - 2 * off * products + off * off * countSquares;
    double spread = Math.max(squares, ROUNDING * sumSquares) * blocks / (blocks - 1);
    return over(sum, Math.sqrt(spread));
  }
}
