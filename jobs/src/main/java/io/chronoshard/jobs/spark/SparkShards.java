package io.chronoshard.jobs.spark;

import io.chronoshard.block.Block;
import io.chronoshard.scale.Scaler;
import io.chronoshard.train.Shard;
import io.chronoshard.train.ShardBuilder;
import io.chronoshard.window.WindowLayout;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.storage.RDDInfo;
import org.apache.spark.storage.StorageLevel;

/** Shards over the blocks of a history, one partition per shard. */
public final class SparkShards {

  private SparkShards() {}

  /** The shards, kept on their executors; a shard's number is its partition's. */
  public static JavaRDD<Shard> shards(JavaRDD<Block> blocks, WindowLayout layout, Scaler inputs) {
    Broadcast<WindowLayout> plan = context(blocks).broadcast(layout);
    Broadcast<Scaler> scaler = context(blocks).broadcast(inputs);
    return blocks
        .mapPartitionsWithIndex(
            (number, some) -> {
              ShardBuilder builder = new ShardBuilder(plan.value(), scaler.value());
              some.forEachRemaining(builder::add);
              return List.of(builder.build(number)).iterator();
            },
            true)
        .setName("shards")
        .persist(StorageLevel.MEMORY_AND_DISK());
  }

  /** Bytes of all shards in executors' memory; nothing where some are on disk. */
  public static OptionalLong heldBytes(JavaRDD<Shard> shards) {
    return Stream.of(shards.context().getRDDStorageInfo())
        .filter(stored -> stored.id() == shards.id())
        .filter(stored -> stored.diskSize() == 0)
        .filter(stored -> stored.numCachedPartitions() == shards.getNumPartitions())
        .mapToLong(RDDInfo::memSize)
        .findFirst();
  }

  private static JavaSparkContext context(JavaRDD<?> rdd) {
    return JavaSparkContext.fromSparkContext(rdd.context());
  }
}
