package io.chronoshard.train.plan;

import io.chronoshard.train.ModelState;
import io.chronoshard.train.Shard;
import io.chronoshard.train.ShardTrainer;
import io.chronoshard.train.TrainingPlan;
import io.chronoshard.window.WindowLayout;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Trains and validates made-up windows as a task of a round does, by the same trainer, and takes
 * the time: first for as long as the JVM takes to compile what is used, then for as long again. The
 * median of the second part counts, so that what else a machine does now and then does not.
 *
 * @param plan of the training
 * @param layout of its windows
 * @param warmUp how long nothing counts
 * @param measured how long it counts
 */
public record SpeedTrial(
    TrainingPlan plan, WindowLayout layout, Duration warmUp, Duration measured) {

  /** Minibatches of a trial's round; where a round has fewer, so many. */
  private static final int MOST_MINIBATCHES = 8;

  /** Rounds that are measured at least, however long they take. */
  private static final int LEAST = 2;

  /**
   * What a task came to.
   *
   * @param minibatchSeconds of a minibatch
   * @param validationSeconds of a window that is validated
   */
  public record Result(double minibatchSeconds, double validationSeconds) {}

  /**
   * Does it.
   *
   * @param nanos a clock that never goes back
   */
  public Result run(LongSupplier nanos) {
    int minibatches = Math.min(MOST_MINIBATCHES, plan.period().of(1, 1));
    Shard shard = MadeUpShard.of(layout, minibatches * plan.batch());
    ShardTrainer trainer = new ShardTrainer(plan);
    ModelState state = ModelState.of(plan.newNetwork());
    Runnable training = () -> trainer.train(shard, state, 1);
    Runnable validation = () -> trainer.validate(shard, state);
    times(training, warmUp, nanos);
    times(validation, warmUp.dividedBy(2), nanos);
    return new Result(
        median(times(training, measured, nanos)) / minibatches,
        median(times(validation, measured.dividedBy(2), nanos)) / shard.validation().size());
  }

  /** Seconds of each call, until so much time has passed. */
  private static List<Double> times(Runnable call, Duration until, LongSupplier nanos) {
    List<Double> times = new ArrayList<>();
    long begun = nanos.getAsLong();
    long from = begun;
    while (times.size() < LEAST || from - begun < until.toNanos()) {
      call.run();
      long now = nanos.getAsLong();
      times.add((now - from) / 1e9);
      from = now;
    }
    return times;
  }

  private static double median(List<Double> times) {
    List<Double> sorted = new ArrayList<>(times);
    Collections.sort(sorted);
    return sorted.get(sorted.size() / 2);
  }
}
