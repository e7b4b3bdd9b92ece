package io.chronoshard.jobs.spark;

import io.chronoshard.block.BlockId;
import io.chronoshard.jobs.spark.Fragment.Place;
import java.util.NavigableMap;
import org.apache.spark.Partitioner;
import org.apache.spark.broadcast.Broadcast;

/** Sends a block's fragments to the partition of its shard. */
final class BlockPartitioner extends Partitioner {

  private static final long serialVersionUID = 1L;

  private final int shards;
  private final Broadcast<NavigableMap<BlockId, Integer>> dealt;

  BlockPartitioner(int shards, Broadcast<NavigableMap<BlockId, Integer>> dealt) {
    this.shards = shards;
    this.dealt = dealt;
  }

  @Override
  public int numPartitions() {
    return shards;
  }

  @Override
  public int getPartition(Object place) {
    Integer shard = dealt.value().get(((Place) place).block());
    if (shard == null) {
      throw new IllegalStateException("nobody wants " + place);
    }
    return shard;
  }
}
