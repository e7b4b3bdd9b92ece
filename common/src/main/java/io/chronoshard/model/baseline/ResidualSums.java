package io.chronoshard.model.baseline;

import java.util.Arrays;

/**
 * Sums over what one-step forecasts of a series miss, and over its products with what those before
 * missed.
 *
 * @param count residuals
 * @param sum of them
 * @param squares of them
 * @param pairs of each lag, how many residuals have one so many steps before
 * @param products of each lag, the sum of both multiplied
 */
public record ResidualSums(
    long count, double sum, double squares, long[] pairs, double[] products) {

  /** Of consecutive residuals, of which only those from {@code first} on count. */
  static ResidualSums of(double[] residuals, int first, int lags) {
    long count = 0;
    double sum = 0;
    double squares = 0;
    long[] pairs = new long[lags];
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
            products[lag - 1] += one * before;
          }
        }
      }
    }
    return new ResidualSums(count, sum, squares, pairs, products);
  }

  /** Both, this one's residuals first. */
  ResidualSums plus(ResidualSums next) {
    long[] bothPairs = new long[pairs.length];
    Arrays.setAll(bothPairs, lag -> pairs[lag] + next.pairs[lag]);
    double[] bothProducts = new double[products.length];
    Arrays.setAll(bothProducts, lag -> products[lag] + next.products[lag]);
    return new ResidualSums(
        count + next.count, sum + next.sum, squares + next.squares, bothPairs, bothProducts);
  }

  /** What a series tells of a fit that is its own, of so many weights. */
  ResidualTotals ofOwnFit(int fitted) {
    return tested(fitted, 0);
  }

  /** What a series tells of a fit that it shares with others. */
  ResidualTotals ofSharedFit(int fitted) {
    return tested(0, fitted);
  }

  /**
   * Each series by itself, for each has its own noise. Correlations are taken about zero, which
   * leaves them without bias in short series, and shows a mean that a fit should not have left.
   */
  private ResidualTotals tested(int own, int shared) {
    double statistic = 0;
    long degrees = -own;
    double correlated = 0;
    for (int lag = 1; lag <= pairs.length; lag++) {
      if (pairs[lag - 1] > 0 && squares > 0) {
        double correlation = products[lag - 1] / squares;
        statistic += correlation * correlation / pairs[lag - 1] * count * (count + 2.0);
        degrees++;
        correlated += lag == 1 ? correlation * count : 0;
      }
    }
    return degrees > 0
        ? new ResidualTotals(count, sum, squares, correlated, statistic, degrees, shared)
        : new ResidualTotals(count, sum, squares, correlated, 0, 0, 0);
  }
}
