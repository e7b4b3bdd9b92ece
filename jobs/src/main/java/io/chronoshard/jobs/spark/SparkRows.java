package io.chronoshard.jobs.spark;

import io.chronoshard.block.Block;
import io.chronoshard.config.ScaleSettings.By;
import io.chronoshard.jobs.spark.page.NamedJobs;
import io.chronoshard.scale.BySeries;
import io.chronoshard.scale.CountPass;
import io.chronoshard.scale.FloatCounts;
import io.chronoshard.scale.SeriesMerge;
import io.chronoshard.train.BlockRows;
import io.chronoshard.train.LocalRows;
import io.chronoshard.train.ScalerFit;
import io.chronoshard.train.TrainingRows;
import io.chronoshard.window.WindowLayout;
import java.util.Iterator;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;

/**
 * The rows of the training part, one partition per shard.
 *
 * @param blocks unscaled, in their order
 * @param layout of the blocks
 */
public record SparkRows(JavaRDD<Block> blocks, WindowLayout layout) implements TrainingRows {

  /** One after the other, for rounding depends on the order. */
  @Override
  public BySeries<ScalerFit> statistics(By by) {
    Broadcast<WindowLayout> plan = context().broadcast(layout);
    return described(
        "train: statistics of the training part",
        () -> {
          SeriesMerge<ScalerFit> all = new SeriesMerge<>(ScalerFit::merge);
          blocks
              .mapPartitions(
                  some -> merged(some, plan.value(), rows -> rows.statistics(by), ScalerFit::merge))
              .collect()
              .forEach(all::and);
          return all.merged().orElseThrow(LocalRows::none);
        });
  }

  /** Over a tree: counts add up to the same in any order. */
  @Override
  public BySeries<FloatCounts> counts(List<Integer> columns, BySeries<CountPass> passes) {
    Broadcast<WindowLayout> plan = context().broadcast(layout);
    Broadcast<BySeries<CountPass>> counted = context().broadcast(passes);
    return described(
        "train: count the " + passes.all().half() + " halves of " + columns.size() + " columns",
        () ->
            blocks
                .mapPartitions(
                    some ->
                        merged(
                            some,
                            plan.value(),
                            rows -> rows.counts(columns, counted.value()),
                            FloatCounts::plus))
                .treeReduce((one, other) -> one.merge(other, FloatCounts::plus)));
  }

  private static <T> Iterator<BySeries<T>> merged(
      Iterator<Block> blocks,
      WindowLayout layout,
      Function<BlockRows, BySeries<T>> of,
      BinaryOperator<T> merge) {
    SeriesMerge<T> merged = new SeriesMerge<>(merge);
    while (blocks.hasNext()) {
      merged.and(of.apply(BlockRows.of(blocks.next(), layout)));
    }
    return merged.merged().stream().iterator();
  }

  private <T> T described(String job, Supplier<T> run) {
    NamedJobs.begin(context(), job);
    try {
      return run.get();
    } finally {
      NamedJobs.end(context());
    }
  }

  private JavaSparkContext context() {
    return JavaSparkContext.fromSparkContext(blocks.context());
  }
}
