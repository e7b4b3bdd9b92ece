package io.chronoshard.train;

import java.util.List;

/**
 * Those who train and validate shards: this process, or a cluster. What they return does not depend
 * on which.
 */
public interface Workers {

  /** The size of each shard, in the order of their numbers. */
  List<ShardSize> shards();

  /**
   * Trains one epoch: rounds until each window has been used exactly once.
   *
   * @param start where the epoch before ended
   * @param listener hears of each round
   */
  EpochResult train(ModelState start, TrainingListener listener);

  /** Validates a state on all windows of the validation part. */
  ValidationSums validate(ModelState state);
}
