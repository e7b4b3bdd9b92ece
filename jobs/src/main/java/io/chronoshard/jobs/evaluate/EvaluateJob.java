package io.chronoshard.jobs.evaluate;

import io.chronoshard.block.Block;
import io.chronoshard.block.BlockId;
import io.chronoshard.config.Configuration;
import io.chronoshard.config.EvaluationSettings.EvaluatedPart;
import io.chronoshard.config.RunName;
import io.chronoshard.config.TimeAxis;
import io.chronoshard.evaluate.BlockEvaluation;
import io.chronoshard.evaluate.Evaluation;
import io.chronoshard.evaluate.EvaluationSummary;
import io.chronoshard.jobs.cli.Job;
import io.chronoshard.jobs.cli.JobContext;
import io.chronoshard.jobs.cli.TrackedRun;
import io.chronoshard.jobs.spark.EngineChoice;
import io.chronoshard.jobs.spark.HistoryTable;
import io.chronoshard.jobs.spark.OpenedVersion;
import io.chronoshard.jobs.spark.Sessions;
import io.chronoshard.jobs.spark.SparkEvaluation;
import io.chronoshard.jobs.spark.VersionOnHistory;
import io.chronoshard.model.LastValue;
import io.chronoshard.model.SameTimeLastPeriod;
import io.chronoshard.model.error.Measure;
import io.chronoshard.registry.RunFolder;
import io.chronoshard.registry.RunResult;
import io.chronoshard.split.Part;
import io.chronoshard.window.WindowLayout;
import io.chronoshard.window.WindowRoom;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.SparkSession;

/** Compares a version with the naive forecasts over a part that it was not trained on. */
public final class EvaluateJob implements Job {

  /** The file in the run's folder that holds the evaluation. */
  public static final String EVALUATION = "evaluation.json";

  @Override
  public String name() {
    return "evaluate";
  }

  @Override
  public String summary() {
    return "Compares a version's forecasts with what happened, in a part that it was not trained on.";
  }

  @Override
  public void run(JobContext context) {
    Configuration settings = context.configuration();
    VersionOnHistory found =
        VersionOnHistory.open(settings, settings.evaluation().version(), Sessions.hadoop());
    OpenedVersion opened = found.opened();
    TimeAxis axis = opened.history().axis();
    int period = settings.evaluation().period().steps(axis);
    int before =
        Math.max(
            new LastValue(opened.shape()).targetsBefore(),
            new SameTimeLastPeriod(opened.shape(), period).targetsBefore());
    WindowLayout layout =
        WindowLayout.forEvaluation(
            opened.history(),
            opened.features(),
            opened.shape(),
            found.version().contents().pipeline().parts(),
            before);
    Part part = part(settings.evaluation().part());
    new WindowRoom(layout).require(part);
    RunName run = found.run(settings, name(), "evaluation");
    RunFolder folder = found.registry().run(run.id());
    TrackedRun.of(context, name(), run, folder, () -> folder.has(EVALUATION))
        .run(
            attempt -> {
              Evaluation evaluation = evaluate(context, found, layout, opened, part, period);
              attempt.folder().write(EVALUATION, evaluation);
              return result(evaluation, axis);
            });
  }

  private static Part part(EvaluatedPart evaluated) {
    return switch (evaluated) {
      case VALIDATION -> Part.VALIDATION;
      case TEST -> Part.TEST;
    };
  }

  private static Evaluation evaluate(
      JobContext context,
      VersionOnHistory found,
      WindowLayout layout,
      OpenedVersion version,
      Part part,
      int period) {
    Configuration settings = context.configuration();
    try (SparkSession spark = Sessions.open("evaluate " + settings.registry().model())) {
      EngineChoice.noteIfSlow(found.version(), spark.sparkContext(), context);
      found.noteHolidays(context);
      int partitions = spark.sparkContext().defaultParallelism();
      NavigableMap<BlockId, Integer> dealt = layout.deal(partitions, List.of(layout.part(part)));
      JavaRDD<Block> blocks =
          new HistoryTable(spark, settings.history().table(), found.snapshot(), layout.history())
              .blocks(layout, dealt, partitions);
      List<BlockEvaluation> contributions =
          SparkEvaluation.evaluate(
              blocks, layout, version, part, period, settings.evaluation().batch());
      return new EvaluationSummary(
              version.units().layout().values(),
              layout.history().axis(),
              version.features().targetNames(),
              found.version().contents().pipeline().ends().outputs(),
              part,
              version.range())
          .of(version.number(), contributions);
    }
  }

  private static RunResult result(Evaluation evaluation, TimeAxis axis) {
    Map<String, Double> metrics = new TreeMap<>();
    for (Evaluation.Entry entry : evaluation.overall()) {
      String name = entry.target() + ", " + entry.forecaster().label();
      metrics.put(name + ": mae", entry.mae());
      metrics.put(name + ": rmse", entry.rmse());
      metrics.put(name + ": bias", entry.bias());
      for (Measure measure : entry.further().measures()) {
        metrics.put(name + ": " + measure.name(), measure.value());
      }
    }
    metrics.put("loss", evaluation.losses().total());
    if (evaluation.losses().heads().size() > 1) {
      for (Evaluation.HeadErrors head : evaluation.losses().heads()) {
        metrics.put(head.head() + ": loss", head.loss());
        head.metrics().forEach((metric, value) -> metrics.put(head.head() + ": " + metric, value));
      }
    }
    return new RunResult(
        Map.of(
            "windows", evaluation.windows().used() - evaluation.withoutNaive(),
            "windows outside the training range", evaluation.outside().windows(),
            "dropped, unknown input", evaluation.windows().unknownInput(),
            "dropped, unknown target", evaluation.windows().unknownTarget(),
            "left out, naive forecast unknown", evaluation.withoutNaive()),
        metrics,
        Optional.of(evaluation.modelVersion()),
        new EvaluationText(evaluation, axis).toString());
  }
}
