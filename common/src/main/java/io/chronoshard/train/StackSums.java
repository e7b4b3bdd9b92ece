package io.chronoshard.train;

import java.util.Arrays;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.QRDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.jspecify.annotations.Nullable;

/**
 * Sums over windows of the products of what members of an ensemble forecast, each with each other
 * and with what happened, in scaled units: what least squares over members need. They add up over
 * shards.
 *
 * @param members how many
 * @param products {@code [member][member]}
 * @param withActual {@code [member]}
 */
public record StackSums(int members, double[] products, double[] withActual) {

  /** Share of a member's own square that a slope must exceed to count as one. */
  private static final double ROUNDING = 1e-10;

  /** Members that are let in, for each there is, at most: as a rule each comes in once. */
  private static final int TURNS = 3;

  /** Of no windows. */
  static StackSums none(int members) {
    return new StackSums(members, new double[members * members], new double[members]);
  }

  /** Adds one value that each member forecasts. */
  void add(float[] forecasts, float actual) {
    for (int one = 0; one < members; one++) {
      withActual[one] += (double) forecasts[one] * actual;
      for (int other = 0; other < members; other++) {
        products[one * members + other] += (double) forecasts[one] * forecasts[other];
      }
    }
  }

  /** The sums of both. */
  StackSums plus(StackSums next) {
    StackSums sum = none(members);
    Arrays.setAll(sum.products, i -> products[i] + next.products[i]);
    Arrays.setAll(sum.withActual, i -> withActual[i] + next.withActual[i]);
    return sum;
  }

  /**
   * The weights, none below zero, whose weighted sum of forecasts is nearest to what happened in
   * least squares (Lawson and Hanson 1974, chapter 23).
   */
  double[] weights() {
    double[] weights = new double[members];
    boolean[] free = new boolean[members];
    for (int turn = 0; turn < TURNS * members; turn++) {
      int next = steepest(weights, free);
      if (next < 0) {
        return weights;
      }
      free[next] = true;
      double[] wanted = leastSquares(free);
      while (wanted != null && hasNegative(wanted, free)) {
        approach(weights, wanted, free);
        wanted = leastSquares(free);
      }
      if (wanted == null || wanted[next] <= 0) {
        // It says nothing that the others do not say already.
        free[next] = false;
        return weights;
      }
      weights = wanted;
    }
    return weights;
  }

  /** The member whose weight, now zero, would lower the error most; negative where none would. */
  private int steepest(double[] weights, boolean[] free) {
    int steepest = -1;
    double most = 0;
    for (int one = 0; one < members; one++) {
      double slope = withActual[one];
      for (int other = 0; other < members; other++) {
        slope -= products[one * members + other] * weights[other];
      }
      if (!free[one] && slope > Math.max(most, ROUNDING * products[one * members + one])) {
        steepest = one;
        most = slope;
      }
    }
    return steepest;
  }

  /** Least squares of the free members, the others being zero; nothing where they depend. */
  private double @Nullable [] leastSquares(boolean[] free) {
    int[] places = new int[members];
    int count = 0;
    for (int member = 0; member < members; member++) {
      if (free[member]) {
        places[count++] = member;
      }
    }
    RealMatrix left = new Array2DRowRealMatrix(count, count);
    double[] right = new double[count];
    for (int i = 0; i < count; i++) {
      right[i] = withActual[places[i]];
      for (int j = 0; j < count; j++) {
        left.setEntry(i, j, products[places[i] * members + places[j]]);
      }
    }
    QRDecomposition decomposed = new QRDecomposition(left, ROUNDING * left.getNorm());
    if (!decomposed.getSolver().isNonSingular()) {
      return null;
    }
    double[] solved = decomposed.getSolver().solve(new ArrayRealVector(right)).toArray();
    double[] weights = new double[members];
    for (int i = 0; i < count; i++) {
      weights[places[i]] = solved[i];
    }
    return weights;
  }

  private static boolean hasNegative(double[] weights, boolean[] free) {
    for (int member = 0; member < weights.length; member++) {
      if (free[member] && weights[member] <= 0) {
        return true;
      }
    }
    return false;
  }

  /** Goes towards what is wanted until the first weight is zero, and holds it there. */
  private static void approach(double[] weights, double[] wanted, boolean[] free) {
    double share = 1;
    int first = -1;
    for (int member = 0; member < weights.length; member++) {
      if (free[member] && wanted[member] <= 0) {
        double reached = weights[member] / (weights[member] - wanted[member]);
        if (first < 0 || reached < share) {
          share = reached;
          first = member;
        }
      }
    }
    for (int member = 0; member < weights.length; member++) {
      if (free[member]) {
        weights[member] += share * (wanted[member] - weights[member]);
      }
    }
    weights[first] = 0;
    free[first] = false;
  }
}
