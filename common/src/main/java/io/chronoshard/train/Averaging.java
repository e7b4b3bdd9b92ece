package io.chronoshard.train;

import java.util.Collection;

/**
 * The mean of where shards arrived, weighted by the windows that each trained on: parameters and
 * updater state, added in double over a {@link ShardTree}. One shard alone gives exactly its
 * floats.
 */
final class Averaging {

  private Averaging() {}

  /**
   * The mean of a round.
   *
   * @param results of the shards that trained, at least one, in any order
   * @param shards how many shards there are, with those that had run out
   */
  static EpochResult mean(Collection<RoundResult> results, int shards) {
    Sum sum =
        ShardTree.sum(results, shards, RoundResult::shard, Sum::new, Sum::add)
            .orElseThrow(() -> new IllegalArgumentException("a round in which no shard trained"));
    return new EpochResult(sum.mean(), sum.windows, sum.lossSum);
  }

  private static final class Sum {

    private final double[] parameters;
    private final double[] updater;
    private final int epoch;
    private int iteration;
    private long windows;
    private double lossSum;

    Sum(RoundResult result) {
      parameters = weighted(result.state().parameters(), result.windows());
      updater = weighted(result.state().updater(), result.windows());
      epoch = result.state().epoch();
      iteration = result.state().iteration();
      windows = result.windows();
      lossSum = result.lossSum();
    }

    Sum add(Sum other) {
      add(parameters, other.parameters);
      add(updater, other.updater);
      iteration = Math.max(iteration, other.iteration);
      windows += other.windows;
      lossSum += other.lossSum;
      return this;
    }

    ModelState mean() {
      return new ModelState(mean(parameters), mean(updater), iteration, epoch);
    }

    private float[] mean(double[] sums) {
      float[] means = new float[sums.length];
      for (int i = 0; i < means.length; i++) {
        means[i] = (float) (sums[i] / windows);
      }
      return means;
    }

    /** Exact: a float has 24 bits, a number of windows at most 29. */
    private static double[] weighted(float[] values, int weight) {
      double[] products = new double[values.length];
      for (int i = 0; i < products.length; i++) {
        products[i] = (double) values[i] * weight;
      }
      return products;
    }

    private static void add(double[] sums, double[] others) {
      for (int i = 0; i < sums.length; i++) {
        sums[i] += others[i];
      }
    }
  }
}
