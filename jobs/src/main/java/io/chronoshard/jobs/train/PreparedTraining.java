package io.chronoshard.jobs.train;

import io.chronoshard.config.Configuration;
import io.chronoshard.config.RunName;
import io.chronoshard.feature.FeatureFacts;
import io.chronoshard.feature.Holidays;
import io.chronoshard.feature.Vocabularies;
import io.chronoshard.grid.History;
import io.chronoshard.history.HolidayFile;
import io.chronoshard.jobs.spark.HistoryTable;
import io.chronoshard.registry.ModelRegistry;
import io.chronoshard.registry.RunId;
import io.chronoshard.registry.TableSnapshot;
import io.chronoshard.registry.start.StartingVersion;
import io.chronoshard.train.TrainingDesign;
import io.chronoshard.train.TrainingExtent;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A configured training on a history table, before Spark is started: what {@code train} does, and
 * what {@code plan} tells of.
 *
 * @param settings the whole configuration, with the names in it of the version that training begins
 *     from
 * @param snapshot of the table
 * @param table what of the snapshot is read
 * @param holidays the days that features know
 * @param start the version that training begins from; nothing for initial weights
 * @param extent what of the table is read
 * @param identity the blocks of the configuration that decide the model's bits, as JSON
 */
public record PreparedTraining(
    Configuration settings,
    TableSnapshot snapshot,
    History table,
    Holidays holidays,
    Optional<StartingVersion> start,
    TrainingExtent extent,
    String identity) {

  /** The blocks of the configuration that decide a model's bits, beside the data. */
  private static final List<String> IDENTITY =
      List.of("features", "model", "split", "training", "window");

  /**
   * The one that is configured.
   *
   * @throws io.chronoshard.error.DataException where there is no table
   * @throws io.chronoshard.error.ConfigurationException where it has no such snapshot or channel,
   *     there is no such version to begin from, or it is of another grid or of other channels
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
    Optional<StartingVersion> start =
        settings
            .training()
            .start()
            .map(ModelRegistry.toRead(settings.registry(), hadoop)::version)
            .map(StartingVersion::new);
    Configuration named = start.map(version -> version.named(settings, table)).orElse(settings);
    return new PreparedTraining(
        named,
        snapshot,
        table,
        holidays,
        start,
        TrainingExtent.of(named, table),
        identity(settings, table, holidays, start));
  }

  /**
   * How long blocks are decides what each shard gets, and so the model's bits. Of engines it is
   * whose layers they run: our own have the same bits on all of them. Of holidays it is the days,
   * whatever file they come from. Of the version that training begins from it is its hash, by
   * whatever word it was chosen.
   */
  private static String identity(
      Configuration settings, History table, Holidays holidays, Optional<StartingVersion> start) {
    return String.format(
        Locale.ROOT,
        "{\"blockSteps\":%d,\"configuration\":%s,\"holidays\":%s,\"layers\":\"%s\"%s}",
        table.blockSteps(),
        settings
            .canonical()
            .json(IDENTITY, List.of("training.engine", "training.start", "features.holidays")),
        holidays.epochDays(),
        settings.training().engine().hasOwnLayers() ? "chronoshard" : "deeplearning4j",
        start.map(version -> ",\"start\":\"" + version.modelHash() + "\"").orElse(""));
  }

  /** The run of a job that does this training, or tells of it. */
  public RunName run(String job) {
    return settings.run().of(job, RunId.of(identity, table.fingerprint()));
  }

  /**
   * The design, where it does not hang on which categories the training part holds: where there are
   * no texts, or the version that training begins from has its own.
   *
   * @throws io.chronoshard.error.ConfigurationException where something does not fit
   */
  public Optional<TrainingDesign> known() {
    return start.isPresent() || !extent.hasTexts()
        ? Optional.of(design(Vocabularies.NONE))
        : Optional.empty();
  }

  /**
   * The design with the categories of texts that are given, or those of the version that training
   * begins from.
   *
   * @throws io.chronoshard.error.ConfigurationException where something does not fit
   */
  public TrainingDesign design(Vocabularies vocabularies) {
    Vocabularies known = start.map(StartingVersion::vocabularies).orElse(vocabularies);
    TrainingDesign design = TrainingDesign.of(settings, table, new FeatureFacts(known, holidays));
    start.ifPresent(version -> version.requireFit(settings, design));
    return design;
  }
}
