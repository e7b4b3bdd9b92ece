package io.chronoshard.model.baseline;

import java.util.Arrays;
import org.apache.commons.math3.special.Gamma;

/**
 * Sums over what one-step forecasts miss, and over its products with what those before missed.
 *
 * @param count residuals
 * @param sum of them
 * @param squares of them
 * @param pairs of each lag, how many residuals have one so many steps before
 * @param pairSums of each lag, the sum of both
 * @param products of each lag, the sum of both multiplied
 */
public record ResidualSums(
    long count, double sum, double squares, long[] pairs, double[] pairSums, double[] products) {

  /** Of consecutive residuals, of which only those from {@code first} on count. */
  static ResidualSums of(double[] residuals, int first, int lags) {
    long count = 0;
    double sum = 0;
    double squares = 0;
    long[] pairs = new long[lags];
    double[] pairSums = new double[lags];
    double[] products = new double[lags];
    for (int at = first; at < residuals.length; at++) {
      double one = residuals[at];
      if (!Double.isNaN(one)) {
        count++;
        sum += one;
        squares += one * one;
        for (int lag = 1; lag <= lags; lag++) {
          double before = residuals[at - lag];
          if (!Double.isNaN(before)) {
            pairs[lag - 1]++;
            pairSums[lag - 1] += one + before;
            products[lag - 1] += one * before;
          }
        }
      }
    }
    return new ResidualSums(count, sum, squares, pairs, pairSums, products);
  }

  /** Both, this one's residuals first. */
  ResidualSums plus(ResidualSums next) {
    long[] bothPairs = new long[pairs.length];
    Arrays.setAll(bothPairs, lag -> pairs[lag] + next.pairs[lag]);
    return new ResidualSums(
        count + next.count,
        sum + next.sum,
        squares + next.squares,
        bothPairs,
        sums(pairSums, next.pairSums),
        sums(products, next.products));
  }

  private static double[] sums(double[] some, double[] others) {
    double[] sums = new double[some.length];
    Arrays.setAll(sums, i -> some[i] + others[i]);
    return sums;
  }

  /**
   * What they say about a fit.
   *
   * @param fitted weights that were fitted, which the test of Ljung and Box allows for
   */
  ResidualCheck check(String target, int fitted) {
    double mean = sum / count;
    double variance = Math.max(0, squares / count - mean * mean);
    double statistic = 0;
    for (int lag = 1; lag <= pairs.length; lag++) {
      if (pairs[lag - 1] > 0 && variance > 0) {
        double correlation = correlation(lag, mean, variance);
        statistic += correlation * correlation / pairs[lag - 1];
      }
    }
    statistic *= count * (count + 2.0);
    return new ResidualCheck(
        target,
        count,
        mean,
        Math.sqrt(variance),
        variance > 0 ? correlation(1, mean, variance) : 0,
        pairs.length,
        Gamma.regularizedGammaQ((pairs.length - fitted) / 2.0, statistic / 2));
  }

  /** The autocorrelation at a lag; what gaps leave no pair of counts as zero. */
  private double correlation(int lag, double mean, double variance) {
    double products = this.products[lag - 1];
    double covariance = products - mean * pairSums[lag - 1] + mean * mean * pairs[lag - 1];
    return covariance / (count * variance);
  }
}
