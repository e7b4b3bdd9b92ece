package io.chronoshard.train.plan;

import io.chronoshard.train.ShardSize;
import io.chronoshard.train.TrainingPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * How long an epoch takes on so many slots:
 *
 * <pre>
 * epoch       = sum over its rounds of (the busiest slot's minibatches + one round without training)
 *             + the busiest slot's validation + one round without training
 * a slot      takes the next shard, in the order of their numbers, once it has done its last one
 * </pre>
 *
 * <p>More slots than shards change nothing. What is not in it: reading and dealing the history
 * before the first epoch, checkpoints, executors that come, go or compute at different speeds.
 *
 * <p>A schedule that waits for plateaus is counted as if it met none.
 *
 * @param plan of the training
 * @param epoch from 1
 * @param shards the size of each, in the order of their numbers
 */
public record EpochClock(TrainingPlan plan, int epoch, List<ShardSize> shards) {

  private static final double NO_PLATEAU = 1;

  /** Copies the list. */
  public EpochClock {
    shards = List.copyOf(shards);
  }

  /** Of the first epoch. */
  public EpochClock(TrainingPlan plan, List<ShardSize> shards) {
    this(plan, 1, shards);
  }

  /** Of another epoch. */
  EpochClock at(int other) {
    return new EpochClock(plan, other, shards);
  }

  /** Rounds of the epoch. */
  public int rounds() {
    return plan.period().rounds(shards, plan.batch(), epoch, NO_PLATEAU);
  }

  /**
   * Something of each of the first epochs, up to the last one that differs from the one before:
   * those that follow are as that one.
   */
  <T> List<T> ofEpochs(int epochs, Function<EpochClock, T> something) {
    List<T> all = new ArrayList<>();
    for (int one = 1; one <= epochs; one++) {
      all.add(something.apply(at(one)));
    }
    int last = all.size();
    while (last > 1 && all.get(last - 1).equals(all.get(last - 2))) {
      last--;
    }
    return List.copyOf(all.subList(0, last));
  }

  /** That of an epoch. */
  static <T> T of(List<T> ofEpochs, int epoch) {
    return ofEpochs.get(Math.min(epoch, ofEpochs.size()) - 1);
  }

  /** Rounds of the first epochs. */
  public long rounds(int epochs) {
    return IntStream.rangeClosed(1, epochs).mapToLong(one -> at(one).rounds()).sum();
  }

  /** Seconds of the epoch, its validation included. */
  public double seconds(int slots, Speed speed, double roundSeconds) {
    double minibatches = busiestMinibatches(slots) * speed.minibatchSeconds();
    double training = minibatches + rounds() * roundSeconds;
    double validation = busiest(slots, ShardSize::validation) * speed.validationSeconds();
    return training + (validation == 0 ? 0 : validation + roundSeconds);
  }

  /** Minibatches of the busiest slot, round by round. */
  double busiestMinibatches(int slots) {
    double sum = 0;
    int rounds = rounds();
    long least = shards.stream().mapToLong(this::minibatches).min().orElse(0);
    for (int round = 1; round <= rounds; round++) {
      long from = before(round);
      long to = before(round + 1);
      // In most rounds all shards have as many.
      sum +=
          to <= least
              ? (double) (to - from) * ((shards.size() - 1) / slots + 1)
              : busiest(slots, shard -> clamp(minibatches(shard), from, to));
    }
    return sum;
  }

  private static long clamp(long minibatches, long from, long to) {
    return Math.min(Math.max(minibatches, from), to) - from;
  }

  private long minibatches(ShardSize shard) {
    return ((long) shard.training() + plan.batch() - 1) / plan.batch();
  }

  /** Minibatches of a shard before a round, where it has so many. */
  private long before(int round) {
    return (round - 1L) * plan.period().of(epoch, NO_PLATEAU);
  }

  private double busiest(int slots, ToDoubleFunction<ShardSize> work) {
    PriorityQueue<Double> free = new PriorityQueue<>();
    for (int slot = 0; slot < Math.min(slots, shards.size()); slot++) {
      free.add(0.0);
    }
    double last = 0;
    for (ShardSize shard : shards) {
      double until = free.remove() + work.applyAsDouble(shard);
      free.add(until);
      last = Math.max(last, until);
    }
    return last;
  }
}
