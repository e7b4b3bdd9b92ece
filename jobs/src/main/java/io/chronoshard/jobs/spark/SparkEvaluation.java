package io.chronoshard.jobs.spark;

import io.chronoshard.block.Block;
import io.chronoshard.evaluate.BlockEvaluation;
import io.chronoshard.evaluate.Evaluated;
import io.chronoshard.evaluate.Evaluator;
import io.chronoshard.evaluate.ExcerptRule;
import io.chronoshard.model.Forecaster;
import io.chronoshard.window.BlockWindows;
import io.chronoshard.window.OriginRule;
import io.chronoshard.window.WindowLayout;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;

/** Compares a version with baselines, one task per partition of blocks. */
public final class SparkEvaluation {

  private SparkEvaluation() {}

  /**
   * What blocks contribute.
   *
   * @param over which of their windows
   * @param baselines that the version is compared with
   * @param batch windows that are forecast together
   */
  public static List<BlockEvaluation> evaluate(
      JavaRDD<Block> blocks,
      WindowLayout layout,
      OpenedVersion version,
      Evaluated over,
      List<Forecaster> baselines,
      int batch) {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(blocks.context());
    Broadcast<WindowLayout> plan = context.broadcast(layout);
    Broadcast<OpenedVersion> opened = context.broadcast(version);
    Broadcast<List<Forecaster>> others = context.broadcast(baselines);
    Broadcast<Evaluated> chosen = context.broadcast(over);
    return blocks
        .mapPartitions(
            some ->
                evaluate(some, plan.value(), opened.value(), chosen.value(), others.value(), batch))
        .collect();
  }

  private static Iterator<BlockEvaluation> evaluate(
      Iterator<Block> blocks,
      WindowLayout layout,
      OpenedVersion version,
      Evaluated over,
      List<Forecaster> baselines,
      int batch) {
    OriginRule origins = over.origins(layout);
    List<Forecaster> forecasters = new ArrayList<>();
    forecasters.add(version.judged(batch));
    forecasters.addAll(baselines);
    Evaluator evaluator =
        new Evaluator(
            version.units().layout().values(),
            version.objectives().targetForms(),
            forecasters,
            ExcerptRule.of(layout.history().series(), origins),
            version.range(),
            batch,
            version.alarms(),
            layout.shape().stride());
    return new MappedIterator<>(
        blocks,
        block ->
            evaluator.evaluate(
                over.of(
                    layout.windows(
                        block.scaled(version.inputScaler()),
                        origins,
                        BlockWindows.Needs.INPUTS_AND_TARGETS))));
  }
}
