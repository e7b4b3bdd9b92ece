package io.chronoshard.train;

import java.util.List;
import java.util.function.Consumer;

/**
 * Those who train and validate shards: this process, or a cluster. What they return does not depend
 * on which.
 */
public interface Workers {

  /** The size of each shard, in the order of their numbers. */
  List<ShardSize> shards();

  /**
   * Trains what is left of an epoch: rounds until each window has been used exactly once.
   *
   * @param from how far it has come; where the epoch before ended, if it has not begun
   * @param listener hears of each round
   * @param reached hears after each round how far the epoch has come
   * @return the whole epoch, with what was trained before
   */
  EpochResult train(EpochProgress from, TrainingListener listener, Consumer<EpochProgress> reached);

  /** Validates a state on all windows of the validation part. */
  ValidationSums validate(ModelState state);
}
