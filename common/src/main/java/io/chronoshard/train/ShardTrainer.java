package io.chronoshard.train;

import io.chronoshard.window.HiddenSeries;
import io.chronoshard.window.Minibatch;
import io.chronoshard.window.WindowSet;
import java.util.Optional;
import org.apache.commons.math3.random.MersenneTwister;

/**
 * Trains and validates shards, one after the other, with one network and one minibatch that it uses
 * again and again. What comes out depends on the plan, the shard and the state alone. For one
 * thread.
 */
public final class ShardTrainer {

  private final TrainingPlan plan;
  private final TrainingStep step;
  private final Minibatch minibatch;
  private final EpochOrders orders;
  private final ShardValidator validator;

  /** For the shards of one training. */
  public ShardTrainer(TrainingPlan plan) {
    this(plan, new EpochOrders());
  }

  ShardTrainer(TrainingPlan plan, EpochOrders orders) {
    this.plan = plan;
    this.step = new NetworkStep(plan);
    this.minibatch =
        new Minibatch(plan.batch(), plan.shape(), plan.inputWidth(), plan.targetScaler());
    this.orders = orders;
    this.validator = new ShardValidator(plan, step.forecaster());
  }

  private ShardTrainer(TrainingPlan plan, ShardTrainer other) {
    this.plan = plan;
    this.step = other.step;
    this.minibatch = other.minibatch;
    this.orders = other.orders;
    this.validator = other.validator;
  }

  /**
   * A trainer by a plan that differs by its seed and its averaging alone, with this one's memory:
   * one of both may be used at a time.
   */
  ShardTrainer withSeedOf(TrainingPlan other) {
    return new ShardTrainer(other, this);
  }

  /**
   * Trains the next minibatches of the epoch that follows on a state.
   *
   * @param start where all shards begin this round
   * @param round from 1
   * @return empty where the shard has no windows left
   */
  public Optional<RoundResult> train(Shard shard, ModelState start, int round) {
    WindowSet windows = shard.training();
    int epoch = start.nextEpoch();
    RoundWindows trained = plan.windows(start, round);
    int count = trained.of(windows.size());
    if (count == 0) {
      return Optional.empty();
    }
    int from = (int) trained.from();
    int end = from + count;
    step.begin(start, roundSeed(plan.seed(), epoch, round, shard.number()));
    int[] order = orders.of(plan.seed(), epoch, shard.number(), windows.size());
    HiddenSeries hidden = new HiddenSeries(plan.seed(), epoch, shard.number());
    double lossSum = 0;
    int minibatches = (windows.size() - 1) / plan.batch() + 1;
    for (int first = from; first < end; first += plan.batch()) {
      int to = Math.min(end, first + plan.batch());
      minibatch.fill(windows, order, first, to, hidden);
      int before = first / plan.batch();
      double epochs = start.epoch() + (double) before / minibatches;
      step.scaleRate(plan.schedule().factor(epochs, 1.0 / minibatches) * start.rateFactor());
      lossSum += step.train(minibatch) * minibatch.size();
    }
    ModelState arrived = step.state().withRateFactor(start.rateFactor());
    return Optional.of(new RoundResult(shard.number(), count, lossSum, arrived));
  }

  /** The errors of a state on the shard's validation windows. */
  public ShardValidation validate(Shard shard, ModelState state) {
    step.begin(state, plan.seed());
    return new ShardValidation(shard.number(), validator.validate(shard.validation()));
  }

  /** Compares with what happened, for whatever state the network is in. */
  ShardValidator validator() {
    return validator;
  }

  /** The seed of whatever a network draws at random in a round. */
  static long roundSeed(long seed, int epoch, int round, int shard) {
    return new MersenneTwister(new int[] {(int) seed, (int) (seed >>> 32), epoch, round, shard})
        .nextLong();
  }
}
