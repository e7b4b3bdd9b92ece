package io.chronoshard.jobs.spark;

import io.chronoshard.block.Block;
import io.chronoshard.block.BlockId;
import io.chronoshard.block.SeriesRuns;
import io.chronoshard.jobs.spark.page.NamedJobs;
import io.chronoshard.model.baseline.BaselinePlan;
import io.chronoshard.model.baseline.BlockSum;
import io.chronoshard.model.baseline.FittedBaselines;
import io.chronoshard.model.baseline.LagRows;
import io.chronoshard.model.baseline.TrainingBlocks;
import io.chronoshard.model.baseline.WindowMoments;
import io.chronoshard.split.Part;
import io.chronoshard.window.BlockWindows;
import java.util.Iterator;
import java.util.List;
import java.util.NavigableMap;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.mllib.linalg.Vector;
import org.apache.spark.mllib.linalg.Vectors;
import org.apache.spark.mllib.linalg.distributed.RowMatrix;
import org.apache.spark.mllib.stat.MultivariateStatisticalSummary;
import org.apache.spark.storage.StorageLevel;

/**
 * The blocks of the training part on executors, on which baselines are fitted.
 *
 * @param blocks unscaled, in their order
 */
public record SparkBaselines(JavaRDD<Block> blocks) implements TrainingBlocks {

  /** Whatever a cluster's size, so that sums are taken in the same order. */
  private static final int PARTITIONS = 256;

  /** Fits baselines on a history's table; reads nothing where none of them is fitted. */
  public static FittedBaselines fit(BaselinePlan plan, HistoryTable table) {
    NavigableMap<BlockId, Integer> dealt =
        plan.layout().deal(1, List.of(plan.layout().rows(Part.TRAINING)));
    int partitions = Math.max(1, Math.min(PARTITIONS, dealt.size()));
    JavaRDD<Block> blocks =
        table
            .blocks(plan.layout(), SparkRuns.inOrder(dealt, partitions), partitions)
            .setName("training part")
            .persist(StorageLevel.MEMORY_AND_DISK());
    try {
      return FittedBaselines.of(plan, new SparkBaselines(blocks));
    } finally {
      blocks.unpersist();
    }
  }

  @Override
  public <S, T> T sum(BlockSum<S, T> terms, String what) {
    Broadcast<BlockSum<S, T>> sent = context().broadcast(terms);
    return described(
        "fit " + what,
        () -> SparkRuns.sum(blocks.mapPartitions(some -> sum(some, sent.value())), terms));
  }

  private static <S, T> Iterator<SeriesRuns<S, T>> sum(
      Iterator<Block> blocks, BlockSum<S, T> terms) {
    SeriesRuns<S, T> sums = SeriesRuns.none(terms);
    while (blocks.hasNext()) {
      Block block = blocks.next();
      sums = sums.with(block.id().series(), terms.of(block), terms);
    }
    return List.of(sums).iterator();
  }

  /**
   * MLlib takes windows as vectors, each made when its turn comes. Its sums are added in the order
   * in which tasks end, so the last bits may differ.
   */
  @Override
  public WindowMoments moments(LagRows rows) {
    Broadcast<LagRows> plan = context().broadcast(rows);
    JavaRDD<Vector> vectors =
        blocks
            .coalesce(context().defaultParallelism())
            .mapPartitions(
                some -> new ChainedIterator<>(some, block -> vectors(block, plan.value())))
            .setName("windows of ridge regression");
    return described(
        "fit ridge regression on " + rows.features() + " numbers of each window",
        () -> vectors.isEmpty() ? WindowMoments.NONE : moments(new RowMatrix(vectors.rdd())));
  }

  private static Iterator<Vector> vectors(Block block, LagRows rows) {
    BlockWindows windows = rows.windows(block);
    return IntStream.range(0, windows.origins().length)
        .mapToObj(window -> Vectors.dense(rows.row(windows, window)))
        .iterator();
  }

  private static WindowMoments moments(RowMatrix matrix) {
    MultivariateStatisticalSummary summary = matrix.computeColumnSummaryStatistics();
    return summary.count() < 2
        ? new WindowMoments(summary.count(), summary.mean().toArray(), new double[0])
        : new WindowMoments(
            summary.count(), summary.mean().toArray(), matrix.computeCovariance().toArray());
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
