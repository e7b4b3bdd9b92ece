package io.chronoshard.gate;

/**
 * A mean over its standard error, and the same of its resamples around it. What is resampled in
 * blocks is what an autoregression from bin to bin leaves ({@link Whitened}), and each resample is
 * made persistent again and goes the whole way of the mean itself, so that what is not known of the
 * persistence widens the statistic as it does in truth: the block bootstrap of H. R. Künsch, Annals
 * of Statistics 17 (1989), post-blackened (A. C. Davison and D. V. Hinkley, <i>Bootstrap methods
 * and their application</i>, 1997, section 8.2.3) and studentised (F. Götze and H. R. Künsch,
 * Annals of Statistics 24 (1996)). Blocks alone, of as few bins as there are, make means look far
 * too sure where one day is like the next.
 *
 * <p>The error of the mean is taken from all blocks that there are, overlapping, that of a resample
 * from its own few: a resample's statistic spreads as wide as a t statistic of as few blocks does,
 * so that few blocks make a careful test. Not for several threads at once.
 */
final class Studentised {

  /** Share of a mean below which its spread is rounding. */
  private static final double ROUNDING = 1e-12;

  private final Resamples resamples;
  private final double mean;
  private final double error;
  private final Whitened white;
  private final double persistence;

  /** Of a resample, each block's sum, and its last bin. */
  private final double[] sums;

  private final double[] lasts;

  Studentised(Contrast contrast, Resamples resamples) {
    this.resamples = resamples;
    this.mean = contrast.mean();
    this.white = Whitened.of(contrast.residuals());
    this.persistence = white.corrected();
    this.error = error(Contrast.total(contrast.values()));
    this.sums = new double[resamples.blocks()];
    this.lasts = new double[resamples.blocks()];
  }

  /**
   * The variance of sums of circular blocks falls short by the share of the series that a block is,
   * for they add up to nothing.
   */
  private double error(double values) {
    int bins = resamples.bins();
    int length = resamples.length();
    double[] left = white.left();
    double squares = 0;
    for (int from = 0; from < bins; from++) {
      double sum = 0;
      for (int i = from; i < from + length; i++) {
        sum += left[i < bins ? i : i - bins];
      }
      squares += sum * sum;
    }
    double ofBin = squares / bins / length / (1 - (double) length / bins);
    double ofSum = Math.sqrt(ofBin * bins) / (1 - white.persistence());
    return Math.max(ofSum / values, ROUNDING * Math.abs(mean));
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

  /** What a resample is off the mean over its own error. */
  double statistic(long resample) {
    double[] left = white.left();
    int bins = left.length;
    int length = resamples.length();
    int begin = resamples.start(resample, 0);
    double before = white.series()[begin == 0 ? bins - 1 : begin - 1];
    double first = persistence * before + left[begin];
    double all = 0;
    double squares = 0;
    double products = -first * before;
    for (int block = 0; block < sums.length; block++) {
      int bin = resamples.start(resample, block);
      double sum = 0;
      for (int i = 0; i < length; i++) {
        double value = persistence * before + left[bin];
        sum += value;
        squares += value * value;
        products += value * before;
        before = value;
        bin = bin + 1 == bins ? 0 : bin + 1;
      }
      sums[block] = sum;
      lasts[block] = before;
      all += sum;
    }
    int count = sums.length * length;
    double own = all / count;
    double found =
        Whitened.limited(
            products - own * (2 * all - first - before) + (count - 1) * own * own,
            squares - count * own * own);
    double error = Math.sqrt(variance(first, own, found) * count) / (1 - found);
    return over(all, Math.max(error, ROUNDING * Math.sqrt(squares)));
  }

  /**
   * The variance of a bin by the sums of blocks of what the resample's own autoregression leaves.
   */
  private double variance(double first, double own, double found) {
    int length = resamples.length();
    double total = 0;
    double totalSquares = 0;
    double before = own;
    double change = (Whitened.first(found) - 1) * (first - own);
    for (int block = 0; block < sums.length; block++) {
      double lagged = sums[block] - lasts[block] + before;
      double sum = sums[block] - length * own - found * (lagged - length * own) + change;
      change = 0;
      total += sum;
      totalSquares += sum * sum;
      before = lasts[block];
    }
    double squares = Math.max(0, totalSquares - total * total / sums.length);
    return squares / (sums.length - 1) / length;
  }
}
