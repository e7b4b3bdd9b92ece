package io.chronoshard.train;

/**
 * How many windows a shard has.
 *
 * @param shard its number, from 0
 * @param training windows of the training part
 * @param validation windows of the validation part
 */
public record ShardSize(int shard, int training, int validation) {

  /** The size of a shard. */
  public static ShardSize of(Shard shard) {
    return new ShardSize(shard.number(), shard.training().size(), shard.validation().size());
  }
}
