package io.chronoshard.jobs.spark;

import io.chronoshard.block.Block;
import io.chronoshard.block.SeriesRuns;
import io.chronoshard.evaluate.AlarmCheck;
import io.chronoshard.evaluate.BlockEvaluation;
import io.chronoshard.evaluate.Evaluated;
import io.chronoshard.evaluate.EvaluatedSeries;
import io.chronoshard.evaluate.EvaluationSum;
import io.chronoshard.evaluate.Evaluator;
import io.chronoshard.evaluate.ExcerptRule;
import io.chronoshard.evaluate.LabelledEvents;
import io.chronoshard.model.Forecaster;
import io.chronoshard.window.BlockWindows;
import io.chronoshard.window.OriginRule;
import io.chronoshard.window.WindowLayout;
import io.chronoshard.window.WindowShape;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;

/** Compares a version with baselines, one task per partition of blocks. */
public final class SparkEvaluation {

  /** Blocks of a partition, at least: as many as are worth a network of its own. */
  private static final int BLOCKS = 4;

  private static final int PARTITIONS = 1024;

  private SparkEvaluation() {}

  /** How many partitions so many blocks come in, whatever a cluster's size: sums depend on it. */
  public static int partitions(int blocks) {
    return Math.max(1, Math.min(PARTITIONS, (blocks + BLOCKS - 1) / BLOCKS));
  }

  /**
   * What a part's blocks contribute, added up over each partition.
   *
   * @param blocks in their order, from partition to partition
   * @param over which of their windows
   * @param baselines that the version is compared with
   * @param events that its alarms are compared with
   * @param batch windows that are forecast together
   */
  public static JavaRDD<SeriesRuns<BlockEvaluation, EvaluatedSeries>> evaluate(
      JavaRDD<Block> blocks,
      WindowLayout layout,
      OpenedVersion version,
      Evaluated over,
      List<Forecaster> baselines,
      LabelledEvents events,
      int batch) {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(blocks.context());
    Broadcast<WindowLayout> plan = context.broadcast(layout);
    Broadcast<OpenedVersion> opened = context.broadcast(version);
    Broadcast<List<Forecaster>> others = context.broadcast(baselines);
    Broadcast<SerializableConfiguration> hadoop =
        context.broadcast(new SerializableConfiguration(context.hadoopConfiguration()));
    Broadcast<LabelledEvents> labelled = context.broadcast(events);
    Broadcast<Evaluated> chosen = context.broadcast(over);
    return blocks.mapPartitions(
        some ->
            evaluate(
                some,
                plan.value(),
                opened.value(),
                chosen.value(),
                others.value(),
                labelled.value(),
                batch,
                hadoop.value().value()));
  }

  private static Iterator<SeriesRuns<BlockEvaluation, EvaluatedSeries>> evaluate(
      Iterator<Block> blocks,
      WindowLayout layout,
      OpenedVersion version,
      Evaluated over,
      List<Forecaster> baselines,
      LabelledEvents events,
      int batch,
      Configuration hadoop) {
    OriginRule origins = over.origins(layout);
    List<Forecaster> forecasters = new ArrayList<>();
    forecasters.add(version.judged(batch, hadoop));
    forecasters.addAll(baselines);
    Evaluator evaluator =
        new Evaluator(
            version.units().layout().values(),
            version.objectives().targetForms(),
            forecasters,
            ExcerptRule.of(layout.history().series(), origins),
            version.range(),
            batch,
            check(version, layout.shape(), events));
    EvaluationSum rule = new EvaluationSum(over);
    SeriesRuns<BlockEvaluation, EvaluatedSeries> runs = SeriesRuns.none(rule);
    while (blocks.hasNext()) {
      Block block = blocks.next();
      BlockWindows windows =
          over.of(
              layout.windows(
                  block.scaled(version.inputScaler()),
                  origins,
                  BlockWindows.Needs.INPUTS_AND_TARGETS));
      runs = runs.with(block.id().series(), evaluator.evaluate(windows), rule);
    }
    return List.of(runs).iterator();
  }

  private static Optional<AlarmCheck> check(
      OpenedVersion version, WindowShape shape, LabelledEvents events) {
    return version
        .alarms()
        .map(
            rule ->
                new AlarmCheck(
                    rule,
                    version.units().layout().values(),
                    shape.targetsAhead(),
                    shape.stride(),
                    events));
  }
}
