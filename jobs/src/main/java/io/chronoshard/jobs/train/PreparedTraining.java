package io.chronoshard.jobs.train;

import io.chronoshard.config.Configuration;
import io.chronoshard.config.RunName;
import io.chronoshard.feature.FeatureFacts;
import io.chronoshard.feature.Holidays;
import io.chronoshard.feature.Vocabularies;
import io.chronoshard.grid.History;
import io.chronoshard.history.HolidayFile;
import io.chronoshard.jobs.spark.HistoryTable;
import io.chronoshard.registry.RunId;
import io.chronoshard.registry.TableSnapshot;
import io.chronoshard.train.TrainingDesign;
import io.chronoshard.train.TrainingExtent;
import java.util.List;
import java.util.Locale;

/**
 * A configured training on a history table, before Spark is started: what {@code train} does, and
 * what {@code plan} tells of.
 *
 * @param settings the whole configuration
 * @param snapshot of the table
 * @param table what of the snapshot is read
 * @param holidays the days that features know
 * @param extent what of the table is read
 * @param identity the blocks of the configuration that decide the model's bits, as JSON
 */
public record PreparedTraining(
    Configuration settings,
    TableSnapshot snapshot,
    History table,
    Holidays holidays,
    TrainingExtent extent,
    String identity) {

  /** The blocks of the configuration that decide a model's bits, beside the data. */
  private static final List<String> IDENTITY =
      List.of("features", "model", "split", "training", "window");

  /**
   * The one that is configured.
   *
   * @throws io.chronoshard.error.DataException where there is no table
   * @throws io.chronoshard.error.ConfigurationException where it has no such snapshot or channel
   */
  public static PreparedTraining of(
      Configuration settings, org.apache.hadoop.conf.Configuration hadoop) {
    TableSnapshot snapshot = HistoryTable.snapshot(settings.history(), hadoop);
    return of(settings, snapshot, snapshot.history(), hadoop);
  }

  /**
   * One on a snapshot of a table.
   *
   * @param table what of the snapshot is read: all of it, or what lies before some step
   * @throws io.chronoshard.error.ConfigurationException where it has no such channel
   */
  public static PreparedTraining of(
      Configuration settings,
      TableSnapshot snapshot,
      History table,
      org.apache.hadoop.conf.Configuration hadoop) {
    Holidays holidays =
        new Holidays(HolidayFile.read(settings.features().holidays(), settings.history(), hadoop));
    return new PreparedTraining(
        settings,
        snapshot,
        table,
        holidays,
        TrainingExtent.of(settings, table),
        identity(settings, table, holidays));
  }

  /**
   * How long blocks are decides what each shard gets, and so the model's bits. Of engines it is
   * whose layers they run: our own have the same bits on all of them. Of holidays it is the days,
   * whatever file they come from.
   */
  private static String identity(Configuration settings, History table, Holidays holidays) {
    return String.format(
        Locale.ROOT,
        "{\"blockSteps\":%d,\"configuration\":%s,\"holidays\":%s,\"layers\":\"%s\"}",
        table.blockSteps(),
        settings.canonical().json(IDENTITY, List.of("training.engine", "features.holidays")),
        holidays.epochDays(),
        settings.training().engine().hasOwnLayers() ? "chronoshard" : "deeplearning4j");
  }

  /** The run of a job that does this training, or tells of it. */
  public RunName run(String job) {
    return settings.run().of(job, RunId.of(identity, table.fingerprint()));
  }

  /**
   * The design with the categories of texts that are given.
   *
   * @throws io.chronoshard.error.ConfigurationException where something does not fit
   */
  public TrainingDesign design(Vocabularies vocabularies) {
    return TrainingDesign.of(settings, table, new FeatureFacts(vocabularies, holidays));
  }
}
