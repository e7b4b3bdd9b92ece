package io.chronoshard.jobs.spark;

import io.chronoshard.block.Block;
import io.chronoshard.error.DataException;
import io.chronoshard.scale.Scaler;
import io.chronoshard.split.Part;
import io.chronoshard.train.ScalerFit;
import io.chronoshard.train.Shard;
import io.chronoshard.train.ShardBuilder;
import io.chronoshard.window.WindowLayout;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.storage.StorageLevel;

/** Scaler statistics and shards over the blocks of a history, one partition per shard. */
public final class SparkShards {

  private SparkShards() {}

  /**
   * The statistics of the training part, in one pass.
   *
   * @throws DataException where no block holds a training row
   */
  public static ScalerFit fit(JavaRDD<Block> blocks, WindowLayout layout) {
    Broadcast<WindowLayout> plan = context(blocks).broadcast(layout);
    List<ScalerFit> byShard =
        blocks.mapPartitions(some -> fit(some, plan.value()).iterator()).collect();
    return byShard.stream()
        .reduce(ScalerFit::merge)
        .orElseThrow(
            () -> new DataException("the training part holds no reading; split elsewhere"));
  }

  private static Stream<ScalerFit> fit(Iterator<Block> blocks, WindowLayout layout) {
    ScalerFit merged = null;
    while (blocks.hasNext()) {
      Block block = blocks.next();
      ScalerFit one =
          ScalerFit.of(block, layout.parts().of(Part.TRAINING, layout.extent(block.id().series())));
      merged = merged == null ? one : merged.merge(one);
    }
    return Stream.ofNullable(merged);
  }

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
