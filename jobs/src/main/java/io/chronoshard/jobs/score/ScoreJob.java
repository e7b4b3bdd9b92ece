package io.chronoshard.jobs.score;

import io.chronoshard.block.Block;
import io.chronoshard.block.BlockId;
import io.chronoshard.config.ChosenWindows;
import io.chronoshard.config.Configuration;
import io.chronoshard.config.RunName;
import io.chronoshard.error.DataException;
import io.chronoshard.error.StorageException;
import io.chronoshard.jobs.cli.Job;
import io.chronoshard.jobs.cli.JobContext;
import io.chronoshard.jobs.cli.TrackedRun;
import io.chronoshard.jobs.spark.EngineChoice;
import io.chronoshard.jobs.spark.HistoryTable;
import io.chronoshard.jobs.spark.LiteralPath;
import io.chronoshard.jobs.spark.OpenedVersion;
import io.chronoshard.jobs.spark.PartitionValues;
import io.chronoshard.jobs.spark.Sessions;
import io.chronoshard.jobs.spark.SparkScores;
import io.chronoshard.jobs.spark.VersionOnHistory;
import io.chronoshard.jobs.spark.page.NamedJobs;
import io.chronoshard.registry.ModelRegistry;
import io.chronoshard.registry.ModelVersion;
import io.chronoshard.registry.OutputFolder;
import io.chronoshard.registry.Paths;
import io.chronoshard.registry.RunResult;
import io.chronoshard.registry.VersionUse;
import io.chronoshard.split.Parts;
import io.chronoshard.window.WindowLayout;
import io.chronoshard.window.WindowRoom;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/** Forecasts all windows of the history, or the newest of each series, into the table of scores. */
public final class ScoreJob implements Job {

  @Override
  public String name() {
    return "score";
  }

  @Override
  public String summary() {
    return "Forecasts with a version, into the table of scores.";
  }

  @Override
  public void run(JobContext context) {
    Configuration settings = context.configuration();
    org.apache.hadoop.conf.Configuration hadoop = Sessions.hadoop(settings.security());
    Path path = Paths.of("scores.output", settings.scores().output());
    VersionOnHistory found = VersionOnHistory.open(settings, settings.scores().version(), hadoop);
    OpenedVersion opened = found.opened();
    WindowLayout layout = layout(opened, found.version().contents().pipeline().parts());
    new WindowRoom(layout).requireOrigin();
    RunName run = found.forecastRun(settings, name(), "scores");
    OutputFolder output = OutputFolder.of(path, run.id(), hadoop);
    TrackedRun.of(context, name(), run, output)
        .run(attempt -> using(context, found, layout, output, run));
  }

  /**
   * Of a version all is read before anything is forecast, but networks of single series: these are
   * read when their turn comes, so the registry is told of the run. Who may not write there reads
   * on without.
   */
  private static RunResult using(
      JobContext context,
      VersionOnHistory found,
      WindowLayout layout,
      OutputFolder output,
      RunName run) {
    OpenedVersion version = found.opened();
    if (version.series().isEmpty()) {
      return score(context, found, layout, version, output);
    }
    try (VersionUse ignored = use(context, found.registry(), version.number(), run)) {
      return score(context, found, layout, version, output);
    }
  }

  private static @Nullable VersionUse use(
      JobContext context, ModelRegistry registry, int version, RunName run) {
    try {
      return registry.use(version, "score", run.id());
    } catch (StorageException e) {
      context.note(
          "nothing keeps models prune from removing "
              + ModelVersion.name(version)
              + " while this goes on: "
              + e.getMessage());
      return null;
    }
  }

  /** What happened is read where the version tells of it. */
  private static WindowLayout layout(OpenedVersion version, Parts parts) {
    return version.alarms().isPresent()
        ? WindowLayout.forChecking(version.history(), version.features(), version.shape(), parts)
        : WindowLayout.forScoring(version.history(), version.features(), version.shape(), parts);
  }

  private static RunResult score(
      JobContext context,
      VersionOnHistory found,
      WindowLayout layout,
      OpenedVersion version,
      OutputFolder output) {
    if (output.state() == OutputFolder.State.ABSENT) {
      write(context, found, layout, version, output);
    }
    Written written = Written.of(output.committed());
    if (version.alarms().isPresent() && written.checked() == 0) {
      context.note(
          "no forecast can be told an alarm: what happened at the steps that are forecast is not in the history yet"
              + (context.configuration().scores().windows() == ChosenWindows.NEWEST
                  ? ", as it is with the newest windows mostly; scores.windows = all looks back"
                  : ""));
    }
    return new RunResult(
        written.counts(),
        Map.of(),
        Optional.of(version.number()),
        written.text(ModelVersion.name(version.number()), output.path().toString()));
  }

  private static void write(
      JobContext context,
      VersionOnHistory found,
      WindowLayout layout,
      OpenedVersion version,
      OutputFolder output) {
    Configuration settings = context.configuration();
    ChosenWindows windows = settings.scores().windows();
    try (SparkSession spark =
        Sessions.open("score " + settings.registry().model(), settings, context::note)) {
      EngineChoice.note(found.version(), spark.sparkContext(), context);
      found.noteHolidays(context);
      found.noteSeries(context);
      found.noteUnproved(context);
      int partitions = spark.sparkContext().defaultParallelism();
      NavigableMap<BlockId, Integer> dealt =
          version.deal(layout, partitions, SparkScores.origins(layout, windows));
      JavaRDD<Block> blocks =
          new HistoryTable(spark, settings.history().table(), found.snapshot(), layout.history())
              .blocks(layout, dealt, partitions);
      ScoreTable table =
          new ScoreTable(
              layout.history().axis(),
              version.number(),
              version.units().layout(),
              version.labels(),
              version.alarms().isPresent() ? ScoreTable.Checks.ASKED : ScoreTable.Checks.NONE);
      String staging = output.staging().toString();
      PartitionValues sums = new PartitionValues();
      spark.sparkContext().register(sums, "windows");
      NamedJobs.begin(spark.sparkContext(), "score: forecast, and write what is forecast");
      table.write(
          spark,
          SparkScores.score(blocks, layout, version, windows, settings.evaluation().batch(), sums),
          staging);
      Written written =
          Written.of(
              spark.read().parquet(LiteralPath.of(staging)),
              layout.history().series().size(),
              windows,
              SparkScores.windows(sums),
              version.units().layout().values().size());
      if (written.rows() == 0) {
        throw new DataException(
            "no window of the history is known as a whole, so there is nothing to forecast from; fill gaps (grid.fill) or bring newer readings");
      }
      output.commit(written.facts());
    }
  }
}
