package io.chronoshard.jobs.evaluate;

import io.chronoshard.block.Block;
import io.chronoshard.block.BlockId;
import io.chronoshard.block.SeriesRuns;
import io.chronoshard.config.Configuration;
import io.chronoshard.config.EvaluationSettings;
import io.chronoshard.config.EvaluationSettings.EvaluatedPart;
import io.chronoshard.config.HistorySettings;
import io.chronoshard.config.RunName;
import io.chronoshard.config.TimeAxis;
import io.chronoshard.evaluate.BlockEvaluation;
import io.chronoshard.evaluate.Evaluated;
import io.chronoshard.evaluate.EvaluatedSeries;
import io.chronoshard.evaluate.Evaluation;
import io.chronoshard.evaluate.EvaluationSummary;
import io.chronoshard.evaluate.Forecasts;
import io.chronoshard.evaluate.ImpliedBaselines;
import io.chronoshard.evaluate.LabelledEvents;
import io.chronoshard.evaluate.SeriesSpread;
import io.chronoshard.feature.LeftOutClasses;
import io.chronoshard.feature.VocabularyFit;
import io.chronoshard.jobs.cli.Job;
import io.chronoshard.jobs.cli.JobContext;
import io.chronoshard.jobs.cli.Plural;
import io.chronoshard.jobs.cli.TrackedRun;
import io.chronoshard.jobs.spark.EngineChoice;
import io.chronoshard.jobs.spark.HistoryTable;
import io.chronoshard.jobs.spark.OpenedVersion;
import io.chronoshard.jobs.spark.Sessions;
import io.chronoshard.jobs.spark.SparkBaselines;
import io.chronoshard.jobs.spark.SparkEvaluation;
import io.chronoshard.jobs.spark.SparkRuns;
import io.chronoshard.jobs.spark.SparkSeries;
import io.chronoshard.jobs.spark.SparkVocabularies;
import io.chronoshard.jobs.spark.VersionOnHistory;
import io.chronoshard.jobs.spark.page.NamedJobs;
import io.chronoshard.model.baseline.BaselinePlan;
import io.chronoshard.model.baseline.FittedBaselines;
import io.chronoshard.registry.ModelVersion;
import io.chronoshard.registry.Pipeline;
import io.chronoshard.registry.RunFolder;
import io.chronoshard.scale.Scalers;
import io.chronoshard.window.WindowLayout;
import io.chronoshard.window.WindowRoom;
import java.util.List;
import java.util.Locale;
import java.util.NavigableMap;
import java.util.stream.Stream;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;

/** Compares a version with baselines over the test part, or what else is chosen of a history. */
public final class EvaluateJob implements Job {

  /** The file in the run's folder that holds the evaluation. */
  public static final String EVALUATION = "evaluation.json";

  /** The table in the run's folder that holds the errors of each series, where they are many. */
  public static final String SERIES = "series";

  @Override
  public String name() {
    return "evaluate";
  }

  @Override
  public String summary() {
    return "Compares a version's forecasts with what happened, in the test part unless told otherwise.";
  }

  @Override
  public void run(JobContext context) {
    Configuration settings = context.configuration();
    VersionOnHistory found =
        VersionOnHistory.open(
            settings, settings.evaluation().version(), Sessions.hadoop(settings.security()));
    OpenedVersion opened = found.opened();
    Evaluated over = Evaluated.of(settings.evaluation());
    new ToldAlarms(found, settings).requireLabel();
    TimeAxis axis = opened.history().axis();
    BaselinePlan plan = baselines(found, settings.evaluation());
    ImpliedBaselines implied =
        ImpliedBaselines.of(
            opened.shape(), opened.features().targets(), opened.targetMeans(), opened.meanLife());
    WindowLayout layout =
        layout(
            found, settings.evaluation(), Math.max(plan.targetsBefore(), implied.targetsBefore()));
    new WindowRoom(layout).require(over.place(), over.name());
    RunName run = found.run(settings, name(), "evaluation");
    RunFolder folder = found.registry().run(run.id());
    TrackedRun.of(context, name(), run, folder, () -> folder.has(EVALUATION))
        .run(
            attempt -> {
              found.registry().use(found.version().number(), attempt);
              Evaluation evaluation =
                  evaluate(context, found, layout, plan, implied, over, attempt.folder());
              attempt.folder().write(EVALUATION, evaluation);
              return new EvaluationResult(evaluation, axis).result();
            });
  }

  private static BaselinePlan baselines(VersionOnHistory found, EvaluationSettings settings) {
    OpenedVersion opened = found.opened();
    return BaselinePlan.of(
        settings.baselines(),
        layout(found, settings, 0),
        new Scalers(opened.inputScaler(), opened.targetScaler()),
        settings.period().steps(opened.history().axis()),
        found.version().contents().pipeline().features().calendarZone());
  }

  private static WindowLayout layout(
      VersionOnHistory found, EvaluationSettings settings, int targetsBefore) {
    Pipeline pipeline = found.version().contents().pipeline();
    OpenedVersion opened = found.opened();
    return WindowLayout.forEvaluation(
        opened.history(),
        opened.features(),
        opened.shape(),
        Evaluated.of(settings).parts(pipeline.parts(), opened.history()),
        targetsBefore);
  }

  private static Evaluation evaluate(
      JobContext context,
      VersionOnHistory found,
      WindowLayout layout,
      BaselinePlan plan,
      ImpliedBaselines implied,
      Evaluated over,
      RunFolder folder) {
    Configuration settings = context.configuration();
    OpenedVersion version = found.opened();
    try (SparkSession spark =
        Sessions.open("evaluate " + settings.registry().model(), settings, context::note)) {
      EngineChoice.note(found.version(), spark.sparkContext(), context);
      found.noteHolidays(context);
      found.noteSeries(context);
      found.noteUnproved(context);
      HistoryTable table =
          new HistoryTable(spark, settings.history().table(), found.snapshot(), layout.history());
      FittedBaselines baselines = SparkBaselines.fit(plan, table);
      baselines.notes().forEach(context::note);
      noteLeftOutClasses(spark, context, found, layout, over);
      NavigableMap<BlockId, Integer> dealt = layout.deal(1, List.of(over.origins(layout)));
      int partitions = SparkEvaluation.partitions(dealt.size());
      JavaRDD<Block> blocks =
          table.blocks(layout, SparkRuns.inOrder(dealt, partitions), partitions);
      ToldAlarms alarms = new ToldAlarms(found, settings);
      LabelledEvents events = alarms.events(spark, layout, over);
      JavaRDD<SeriesRuns<BlockEvaluation, EvaluatedSeries>> runs =
          SparkEvaluation.evaluate(
                  blocks,
                  layout,
                  version,
                  over,
                  both(baselines.forecasters(), implied.forecasters()),
                  events,
                  settings.evaluation().batch())
              .setName("evaluation of each partition")
              .persist(StorageLevel.MEMORY_AND_DISK());
      EvaluationSummary summary =
          new EvaluationSummary(
              version.units().layout().values(),
              layout.history().axis(),
              version.features().targetNames(),
              found.version().contents().pipeline().ends().outputs(),
              both(Forecasts.with(plan.settings().kinds()), implied.names()),
              over,
              version.range());
      NamedJobs.begin(spark.sparkContext(), "evaluate: forecast " + over.text());
      SparkSeries series = SparkSeries.of(runs, over);
      BlockEvaluation total = summary.total(series.all());
      int most = settings.evaluation().series();
      SeriesSpread spread = SeriesSpread.told(series.all().compared());
      if (spread.count() > most) {
        spread = series.spread(summary.entries());
        series.write(spark, summary.entries(), new Path(folder.path(), SERIES).toString());
      }
      long trained = trained(spark, settings.history(), found, layout, over);
      noteTrained(trained, over, found, context);
      Evaluation evaluation =
          summary
              .of(
                  version.number(),
                  total,
                  series.told(most, summary.ranks(total)),
                  spread,
                  baselines.residuals())
              .withTrained(trained);
      return alarms.told(evaluation, series.all().alarms(), layout, events);
    }
  }

  /**
   * Of the history that the version was trained on, all of it holds windows of its training part.
   */
  private static long trained(
      SparkSession spark,
      HistorySettings table,
      VersionOnHistory found,
      WindowLayout layout,
      Evaluated over) {
    if (over.part() != EvaluatedPart.ALL || !found.isTrainedOnIt(spark, table.table())) {
      return 0;
    }
    return over.trained(
        layout,
        WindowLayout.forTraining(
            layout.history(),
            layout.features(),
            layout.shape(),
            found.version().contents().pipeline().parts()));
  }

  private static void noteTrained(
      long trained, Evaluated over, VersionOnHistory found, JobContext context) {
    if (trained > 0) {
      context.note(
          String.format(
              Locale.ROOT,
              "%s of %s lie in the part that %s was trained on: the errors tell little of new data; evaluation.part = test"
                  + " leaves them out",
              Plural.of(trained, "possible window"),
              over.name(),
              ModelVersion.name(found.version().number())));
    }
  }

  /** Texts of the part that are no class of the version are in no window of it. */
  private static void noteLeftOutClasses(
      SparkSession spark,
      JobContext context,
      VersionOnHistory found,
      WindowLayout layout,
      Evaluated over) {
    Pipeline pipeline = found.version().contents().pipeline();
    LeftOutClasses classes =
        new LeftOutClasses(
            pipeline.window().targets(), layout.history(), pipeline.facts().vocabularies());
    if (!classes.channels().isEmpty()) {
      VocabularyFit counts =
          SparkVocabularies.count(
              spark,
              context.configuration().history().table(),
              found.snapshot(),
              layout.history(),
              layout.parts(),
              over.place());
      classes.notes(counts, over.name()).forEach(context::note);
    }
  }

  private static <T> List<T> both(List<T> some, List<T> others) {
    return Stream.concat(some.stream(), others.stream()).toList();
  }
}
