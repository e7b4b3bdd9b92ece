package io.chronoshard.jobs.spark;

import io.chronoshard.block.Block;
import io.chronoshard.scale.Scaler;
import io.chronoshard.train.Shard;
import io.chronoshard.train.ShardBuilder;
import io.chronoshard.window.WindowLayout;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
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

  private static JavaSparkContext context(JavaRDD<?> rdd) {
    return JavaSparkContext.fromSparkContext(rdd.context());
  }
}
