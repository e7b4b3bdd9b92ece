package io.chronoshard.jobs.spark;

import io.chronoshard.block.Block;
import io.chronoshard.jobs.spark.page.NamedJobs;
import io.chronoshard.jobs.spark.placement.Kept;
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

/** Shards over the blocks of a history, one partition per shard. */
public final class SparkShards {

  /** Of the shards, as Spark's page has it. */
  public static final String NAME = "shards";

  private SparkShards() {}

  /** The shards, kept where their blocks are; a shard's number is its partition's. */
  public static Kept<Shard> shards(JavaRDD<Block> blocks, WindowLayout layout, Scaler inputs) {
    Broadcast<WindowLayout> plan = context(blocks).broadcast(layout);
    Broadcast<Scaler> scaler = context(blocks).broadcast(inputs);
    JavaRDD<Shard> shards =
        blocks.mapPartitionsWithIndex(
            (number, some) -> {
              ShardBuilder builder = new ShardBuilder(plan.value(), scaler.value());
              some.forEachRemaining(builder::add);
              return List.of(builder.build(number)).iterator();
            },
            true);
    return Kept.inMemory(shards, NAME);
  }

  /** The account of all their windows; the first to ask has them built. */
  public static Shard.Counts counts(Kept<Shard> shards) {
    NamedJobs.begin(shards.context(), "train: build " + shards.count() + " shards of blocks");
    try {
      return shards.now().map(Shard::counts).collect().stream()
          .reduce(Shard.Counts.NONE, Shard.Counts::plus);
    } finally {
      NamedJobs.end(shards.context());
    }
  }

  /** Bytes of all shards in executors' memory; nothing where some are on disk. */
  public static OptionalLong heldBytes(Kept<Shard> shards) {
    int id = shards.now().id();
    return Stream.of(shards.context().sc().getRDDStorageInfo())
        .filter(stored -> stored.id() == id)
        .filter(stored -> stored.diskSize() == 0)
        .filter(stored -> stored.numCachedPartitions() == shards.count())
        .mapToLong(RDDInfo::memSize)
        .findFirst();
  }

  private static JavaSparkContext context(JavaRDD<?> rdd) {
    return JavaSparkContext.fromSparkContext(rdd.context());
  }
}
