package io.chronoshard.model.baseline;

import io.chronoshard.scale.BySeries;
import java.util.ArrayList;
import java.util.List;

/**
 * A linear recursion of scaled values: the next one is a constant and a weighted sum of those
 * before it.
 *
 * @param reach how many it reads
 * @param coefficients {@code [target][constant, weight of 1 step back, of 2, …]}
 */
public record Recursion(int reach, BySeries<double[]> coefficients) {

  /**
   * The recursion of values that least squares on differences give.
   *
   * @param moments of each target
   * @return {@code [target][constant, weight of 1 step back, of 2, …]}
   */
  static double[] levels(List<LagMoments> moments, int differences) {
    List<double[]> targets = new ArrayList<>();
    for (LagMoments one : moments) {
      double[] weights = one.coefficients();
      for (int times = 0; times < differences; times++) {
        weights = undifferenced(weights);
      }
      targets.add(weights);
    }
    int width = targets.get(0).length;
    double[] packed = new double[targets.size() * width];
    for (int target = 0; target < targets.size(); target++) {
      System.arraycopy(targets.get(target), 0, packed, target * width, width);
    }
    return packed;
  }

  /** {@code 1 - Σ w B} times {@code 1 - B} is the recursion of the values themselves. */
  private static double[] undifferenced(double[] weights) {
    double[] levels = new double[weights.length + 1];
    levels[0] = weights[0];
    levels[1] = 1;
    for (int lag = 1; lag < weights.length; lag++) {
      levels[lag] += weights[lag];
      levels[lag + 1] -= weights[lag];
    }
    return levels;
  }

  /** The next value of a target after the one at a place; NaN where one that it reads is. */
  double next(String series, int target, double[] values, int at) {
    double[] own = coefficients.of(series);
    int first = target * (reach + 1);
    double next = own[first];
    for (int back = 0; back < reach; back++) {
      next += own[first + 1 + back] * values[at - back];
    }
    return next;
  }

  /**
   * The recursion carried on as a weighted sum of the values up to an origin.
   *
   * @param leads steps from the origin, ascending
   * @param targets number of them
   * @return {@code [target][lead][constant, weight of the origin, of 1 step before it, …]}
   */
  BySeries<double[]> carriedOn(int[] leads, int targets) {
    return coefficients.map(own -> carriedOn(own, leads, targets));
  }

  private double[] carriedOn(double[] own, int[] leads, int targets) {
    int width = reach + 1;
    double[] carried = new double[targets * leads.length * width];
    for (int target = 0; target < targets; target++) {
      double[] weights = new double[width];
      weights[1] = 1;
      int done = 0;
      for (int row = 0; row < leads.length; row++) {
        for (; done < leads[row]; done++) {
          weights = stepOn(weights, own, target * width);
        }
        System.arraycopy(weights, 0, carried, (target * leads.length + row) * width, width);
      }
    }
    return carried;
  }

  /** The weights of one step more: the newest value is now the one that follows the origin. */
  private double[] stepOn(double[] weights, double[] own, int first) {
    double newest = weights[1];
    double[] next = new double[weights.length];
    next[0] = weights[0] + newest * own[first];
    for (int back = 1; back <= reach; back++) {
      next[back] = newest * own[first + back] + (back < reach ? weights[back + 1] : 0);
    }
    return next;
  }
}
