package io.chronoshard.jobs.spark;

import io.chronoshard.block.Block;
import io.chronoshard.evaluate.BlockEvaluation;
import io.chronoshard.evaluate.Evaluator;
import io.chronoshard.evaluate.ExcerptRule;
import io.chronoshard.feature.Target;
import io.chronoshard.model.JudgedForecaster;
import io.chronoshard.model.KnownPast;
import io.chronoshard.model.LastValue;
import io.chronoshard.model.NetworkForecaster;
import io.chronoshard.model.SameTimeLastPeriod;
import io.chronoshard.split.Part;
import io.chronoshard.window.BlockWindows;
import io.chronoshard.window.OriginRule;
import io.chronoshard.window.WindowLayout;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;

/** Compares a version with the naive forecasts, one task per partition of blocks. */
public final class SparkEvaluation {

  private SparkEvaluation() {}

  /**
   * What a part's blocks contribute.
   *
   * @param period in steps, of the forecast "the same as last period"
   * @param batch windows that are forecast together
   */
  public static List<BlockEvaluation> evaluate(
      JavaRDD<Block> blocks,
      WindowLayout layout,
      OpenedVersion version,
      Part part,
      int period,
      int batch) {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(blocks.context());
    Broadcast<WindowLayout> plan = context.broadcast(layout);
    Broadcast<OpenedVersion> opened = context.broadcast(version);
    return blocks
        .mapPartitions(some -> evaluate(some, plan.value(), opened.value(), part, period, batch))
        .collect();
  }

  private static Iterator<BlockEvaluation> evaluate(
      Iterator<Block> blocks,
      WindowLayout layout,
      OpenedVersion version,
      Part part,
      int period,
      int batch) {
    OriginRule origins = layout.part(part);
    List<Target> targets = version.features().targets();
    Evaluator evaluator =
        new Evaluator(
            version.units().layout().values(),
            version.objectives().targetForms(),
            List.of(
                new JudgedForecaster(
                    new NetworkForecaster(
                        version.network().network(),
                        layout.shape(),
                        version.features().inputs().size(),
                        version.units(),
                        batch),
                    version.units(),
                    version.objectives(),
                    batch),
                new KnownPast(new LastValue(layout.shape()), targets),
                new KnownPast(new SameTimeLastPeriod(layout.shape(), period), targets)),
            ExcerptRule.of(layout.history().series(), origins),
            version.range(),
            batch);
    return new MappedIterator<>(
        blocks,
        block ->
            evaluator.evaluate(
                layout.windows(
                    block.scaled(version.inputScaler()),
                    origins,
                    BlockWindows.Needs.INPUTS_AND_TARGETS)));
  }
}
