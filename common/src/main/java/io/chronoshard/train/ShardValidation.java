package io.chronoshard.train;

import java.util.Collection;

/**
 * The errors of a state on one shard's validation windows.
 *
 * @param shard its number
 * @param sums over its windows
 */
public record ShardValidation(int shard, ValidationSums sums) {

  /**
   * The sums over all shards, the same for any order of arrival.
   *
   * @param validations one of each shard
   * @param shards how many shards there are
   */
  public static ValidationSums sum(Collection<ShardValidation> validations, int shards) {
    return ShardTree.sum(
            validations,
            shards,
            ShardValidation::shard,
            ShardValidation::sums,
            ValidationSums::plus)
        .orElseThrow(() -> new IllegalArgumentException("no shard was validated"));
  }
}
