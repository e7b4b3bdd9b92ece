package io.chronoshard.jobs.spark;

import io.chronoshard.config.Configuration;
import io.chronoshard.config.RunName;
import io.chronoshard.config.TrainingSettings;
import io.chronoshard.config.VersionChoice;
import io.chronoshard.grid.History;
import io.chronoshard.grid.History.SeriesExtent;
import io.chronoshard.jobs.cli.JobContext;
import io.chronoshard.registry.ModelRegistry;
import io.chronoshard.registry.ModelVersion;
import io.chronoshard.registry.Pipeline;
import io.chronoshard.registry.Provenance;
import io.chronoshard.registry.Provenance.TrainingData;
import io.chronoshard.registry.RunId;
import io.chronoshard.registry.SeriesEntry;
import io.chronoshard.registry.SeriesNetworks;
import io.chronoshard.registry.TableSnapshot;
import io.chronoshard.retrain.RunDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.SparkSession;

/**
 * What a job finds that forecasts a history table with a version: both described, and fit for each
 * other.
 *
 * @param registry the versions of the configured model
 * @param version the chosen one
 * @param snapshot the history table as it is read
 * @param table what it holds, with all its channels
 * @param opened the version, ready for that history
 */
public record VersionOnHistory(
    ModelRegistry registry,
    ModelVersion version,
    TableSnapshot snapshot,
    History table,
    OpenedVersion opened) {

  /** Series that a note names at most. */
  private static final int SHOWN = 10;

  /**
   * Opens the configured model and history table, without a Spark session.
   *
   * @throws io.chronoshard.error.UserException where either is not there, or one does not fit the
   *     other
   */
  public static VersionOnHistory open(
      Configuration settings, VersionChoice choice, org.apache.hadoop.conf.Configuration hadoop) {
    ModelRegistry registry = ModelRegistry.toRead(settings.registry(), hadoop);
    ModelVersion version = registry.version(choice);
    TableSnapshot snapshot = HistoryTable.snapshot(settings.history(), hadoop);
    History table = snapshot.history();
    return new VersionOnHistory(
        registry, version, snapshot, table, OpenedVersion.of(version, table));
  }

  /**
   * The run that uses the version on the history.
   *
   * @param blocks the configuration's blocks that change what the run writes
   */
  public RunName run(Configuration settings, String job, String... blocks) {
    return runOf(settings, job, settings.canonical().json(List.of(blocks)));
  }

  /**
   * The run that forecasts in minibatches: layers that are not our own round by how many windows
   * are forecast together.
   *
   * @param block the only one of the configuration's blocks that changes what the run writes
   */
  public RunName forecastRun(Configuration settings, String job, String block) {
    String decides = settings.canonical().json(List.of(block));
    String engine = version.contents().provenance().engine();
    return engine.equals(TrainingSettings.Engine.DEEPLEARNING4J.toString())
        ? runOf(settings, job, decides, String.valueOf(settings.evaluation().batch()))
        : runOf(settings, job, decides);
  }

  private RunName runOf(Configuration settings, String job, String... decides) {
    List<String> parts =
        new ArrayList<>(
            List.of(
                version.contents().provenance().modelHash(),
                String.valueOf(version.number()),
                table.fingerprint()));
    parts.addAll(List.of(decides));
    return settings.run().of(job, RunId.of(parts.toArray(String[]::new)));
  }

  /**
   * Whether the version was trained on this history: as it is, or, by a retraining, as it was
   * before a date, of which rows are read to see that they are the same.
   *
   * @param path the history table
   */
  public boolean isTrainedOnIt(SparkSession spark, String path) {
    Provenance provenance = version.contents().provenance();
    TrainingData data = provenance.data();
    if (table.fingerprint().equals(data.fingerprint())) {
      return true;
    }
    if (RunDate.within(provenance.runId()).isEmpty() || !table.axis().equals(data.axis())) {
      return false;
    }
    History known = table.until(data.toStep());
    return new SparkQuality(spark, path, snapshot, known)
        .known(known.blockSteps())
        .days()
        .all()
        .fingerprint(known)
        .equals(data.fingerprint());
  }

  /** Notes the years of the history of which the version knows no holiday, where it reads them. */
  public void noteHolidays(JobContext job) {
    Pipeline pipeline = version.contents().pipeline();
    HolidayYears.noteIfMissing(pipeline.features(), pipeline.facts().holidays(), table, job);
  }

  /** Notes that nobody can tell whether the version computes what it did where it was made. */
  public void noteUnproved(JobContext job) {
    if (opened.acceptance().isVacuous()) {
      job.note(
          ModelVersion.name(version.number())
              + " has no stored window: whether it computes here what it did where it was made is"
              + " not known");
    }
  }

  /** Notes the series that the network of all forecasts, where others have one of their own. */
  public void noteSeries(JobContext job) {
    opened.series().ifPresent(series -> noteSeries(series, job));
  }

  private void noteSeries(SeriesNetworks networks, JobContext job) {
    Set<String> own =
        networks.entries().stream().map(SeriesEntry::series).collect(Collectors.toSet());
    List<String> others =
        table.series().stream()
            .map(SeriesExtent::name)
            .filter(name -> !own.contains(name))
            .toList();
    if (!others.isEmpty()) {
      job.note(
          String.format(
              Locale.ROOT,
              "%,d of %,d series have no network of their own and are forecast by that of all: %s%s",
              others.size(),
              table.series().size(),
              String.join(", ", others.subList(0, Math.min(SHOWN, others.size()))),
              others.size() > SHOWN ? " and others" : ""));
    }
  }
}
