package io.chronoshard.train;

import org.jspecify.annotations.Nullable;

/**
 * A process' trainers: one per thread, kept from one round to the next, for a network takes
 * milliseconds to build and most rounds are short. A trainer's results depend on its arguments
 * alone, so keeping it changes none.
 */
public final class ShardTrainers {

  private record Kept(TrainingPlan plan, ShardTrainer trainer) {}

  private static final EpochOrders ORDERS = new EpochOrders();

  private static final ThreadLocal<@Nullable Kept> KEPT = new ThreadLocal<>();

  private ShardTrainers() {}

  /** The calling thread's trainer for a plan. */
  public static ShardTrainer ofThread(TrainingPlan plan) {
    Kept kept = KEPT.get();
    if (kept == null || !kept.plan.equals(plan)) {
      kept = new Kept(plan, new ShardTrainer(plan, ORDERS));
      KEPT.set(kept);
    }
    return kept.trainer;
  }
}
