package io.chronoshard.train;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;

/**
 * The mean of where shards arrived, weighted by the windows that each trained on: parameters and
 * updater state, added in double over a {@link ShardTree}. One shard alone gives exactly its
 * floats.
 */
public final class Averaging {

  /** Elements that are added at a time, so that sums stay in the cache. */
  private static final int CHUNK = 2048;

  private final Collection<RoundResult> results;
  private final int shards;
  private final long windows;
  private final Deque<double[]> spare = new ArrayDeque<>();

  private Averaging(Collection<RoundResult> results, int shards) {
    this.results = results;
    this.shards = shards;
    this.windows = results.stream().mapToLong(RoundResult::windows).sum();
  }

  /**
   * The mean of a round.
   *
   * @param results of the shards that trained, at least one, in any order
   * @param shards how many shards there are, with those that had run out
   */
  public static RoundMean mean(Collection<RoundResult> results, int shards) {
    if (results.isEmpty()) {
      throw new IllegalArgumentException("a round in which no shard trained");
    }
    Averaging averaging = new Averaging(List.copyOf(results), shards);
    int iteration = results.stream().mapToInt(result -> result.state().iteration()).max().orElse(0);
    ModelState any = results.iterator().next().state();
    double lossSum =
        ShardTree.sum(results, shards, RoundResult::shard, RoundResult::lossSum, Double::sum)
            .orElse(0.0);
    return new RoundMean(
        new ModelState(
            averaging.mean(ModelState::parameters),
            averaging.mean(ModelState::updater),
            iteration,
            any.epoch(),
            any.rateFactor()),
        averaging.windows,
        lossSum);
  }

  private float[] mean(Function<ModelState, float[]> values) {
    int length = values.apply(results.iterator().next().state()).length;
    float[] means = new float[length];
    for (int from = 0; from < length; from += CHUNK) {
      int start = from;
      int count = Math.min(CHUNK, length - start);
      ShardTree.sum(
              results,
              shards,
              RoundResult::shard,
              result -> weighted(values.apply(result.state()), start, count, result.windows()),
              (sums, others) -> add(sums, others, count))
          .ifPresent(sums -> divide(sums, count, means, start));
    }
    return means;
  }

  /** Exact: a float has 24 bits, a number of windows at most 29. */
  private double[] weighted(float[] values, int from, int count, int weight) {
    double[] products = spare.isEmpty() ? new double[CHUNK] : spare.pop();
    for (int i = 0; i < count; i++) {
      products[i] = (double) values[from + i] * weight;
    }
    return products;
  }

  private double[] add(double[] sums, double[] others, int count) {
    for (int i = 0; i < count; i++) {
      sums[i] += others[i];
    }
    spare.push(others);
    return sums;
  }

  private void divide(double[] sums, int count, float[] means, int from) {
    for (int i = 0; i < count; i++) {
      means[from + i] = (float) (sums[i] / windows);
    }
    spare.push(sums);
  }
}
