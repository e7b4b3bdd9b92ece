package io.chronoshard.model.baseline;

import java.util.Arrays;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;

/**
 * Sums and products of a value and its lags, over all steps at which all of them are known: what
 * least squares needs.
 *
 * @param lags how many; the value itself is at place 0, the lag of {@code n} steps at place {@code
 *     n}
 * @param count steps
 * @param sums of each place
 * @param products of each two places, {@code [place][place up to it]}: the lower triangle, row by
 *     row
 */
public record LagMoments(int lags, long count, double[] sums, double[] products) {

  /** Steps for each number that is fitted, at least. */
  private static final int STEPS_PER_NUMBER = 2;

  /** Share of the largest eigenvalue below which lags count as depending on each other. */
  private static final double SINGULAR = 1e-12;

  /** Share of the mean squares that rounding may leave where nothing varies. */
  private static final double ROUNDING = 1e-14;

  /** Of no steps. */
  static LagMoments none(int lags) {
    return new LagMoments(
        lags, 0, new double[lags + 1], new double[Math.toIntExact(products(lags))]);
  }

  /** How many products there are. */
  static long products(int lags) {
    return (lags + 1L) * (lags + 2) / 2;
  }

  private static int row(int place) {
    return place * (place + 1) / 2;
  }

  /** Of consecutive values, of which only those from {@code first} on are explained. */
  static LagMoments of(double[] values, int first, int lags) {
    LagMoments none = none(lags);
    double[] sums = none.sums;
    double[] products = none.products;
    long count = 0;
    int known = 0;
    for (int at = 0; at < values.length; at++) {
      known = Double.isNaN(values[at]) ? 0 : known + 1;
      if (at >= first && known > lags) {
        count++;
        for (int i = 0; i <= lags; i++) {
          double value = values[at - i];
          sums[i] += value;
          int row = row(i);
          for (int j = 0; j <= i; j++) {
            products[row + j] += value * values[at - j];
          }
        }
      }
    }
    return new LagMoments(lags, count, sums, products);
  }

  /** Both, this one's steps first. */
  LagMoments plus(LagMoments next) {
    double[] sum = new double[sums.length];
    Arrays.setAll(sum, i -> sums[i] + next.sums[i]);
    double[] product = new double[products.length];
    Arrays.setAll(product, i -> products[i] + next.products[i]);
    return new LagMoments(lags, count + next.count, sum, product);
  }

  /** Whether there is enough to fit on. */
  boolean isEnough() {
    return count >= STEPS_PER_NUMBER * (lags + 1L);
  }

  /**
   * The constant, and the weight of each lag, by least squares; where lags depend on each other the
   * smallest weights of all that fit as well.
   */
  double[] coefficients() {
    RealMatrix covariance = new Array2DRowRealMatrix(lags, lags);
    double[] withValue = new double[lags];
    for (int i = 1; i <= lags; i++) {
      withValue[i - 1] = covariance(i, 0);
      for (int j = 1; j <= i; j++) {
        covariance.setEntry(i - 1, j - 1, covariance(i, j));
        covariance.setEntry(j - 1, i - 1, covariance(i, j));
      }
    }
    double squares = 0;
    for (int i = 1; i <= lags; i++) {
      squares += products[row(i) + i] / count;
    }
    double[] weights = leastNorm(covariance, withValue, ROUNDING * squares);
    double[] coefficients = new double[lags + 1];
    coefficients[0] = sums[0] / count;
    for (int i = 1; i <= lags; i++) {
      coefficients[i] = weights[i - 1];
      coefficients[0] -= weights[i - 1] * sums[i] / count;
    }
    return coefficients;
  }

  private double covariance(int i, int j) {
    return products[row(i) + j] / count - sums[i] / count * (sums[j] / count);
  }

  private static double[] leastNorm(RealMatrix matrix, double[] right, double least) {
    EigenDecomposition eigen = new EigenDecomposition(matrix);
    double[] values = eigen.getRealEigenvalues();
    double floor = Math.max(least, SINGULAR * Arrays.stream(values).max().orElse(0));
    double[] solution = new double[right.length];
    for (int i = 0; i < values.length; i++) {
      if (values[i] > floor) {
        RealVector direction = eigen.getEigenvector(i);
        double share = 0;
        for (int j = 0; j < right.length; j++) {
          share += direction.getEntry(j) * right[j];
        }
        for (int j = 0; j < right.length; j++) {
          solution[j] += direction.getEntry(j) * share / values[i];
        }
      }
    }
    return solution;
  }
}
