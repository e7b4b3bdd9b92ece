package io.chronoshard.jobs.spark;

import io.chronoshard.config.Configuration;
import io.chronoshard.config.RunName;
import io.chronoshard.config.VersionChoice;
import io.chronoshard.grid.History;
import io.chronoshard.registry.ModelRegistry;
import io.chronoshard.registry.ModelVersion;
import io.chronoshard.registry.RunId;
import java.util.List;

/**
 * What a job finds that forecasts a history table with a version: both described, and fit for each
 * other.
 *
 * @param registry the versions of the configured model
 * @param version the chosen one
 * @param table the history table, with all its channels
 * @param opened the version, ready for that history
 */
public record VersionOnHistory(
    ModelRegistry registry, ModelVersion version, History table, OpenedVersion opened) {

  /**
   * Opens the configured model and history table, without a Spark session.
   *
   * @throws io.chronoshard.error.UserException where either is not there, or one does not fit the
   *     other
   */
  public static VersionOnHistory open(
      Configuration settings, VersionChoice choice, org.apache.hadoop.conf.Configuration hadoop) {
    ModelRegistry registry =
        ModelRegistry.open(settings.registry().path(), settings.registry().model(), hadoop);
    ModelVersion version = registry.version(choice);
    History table = HistoryTable.describe(settings.history().table(), hadoop);
    return new VersionOnHistory(registry, version, table, OpenedVersion.of(version, table));
  }

  /**
   * The run that uses the version on the history.
   *
   * @param blocks the configuration's blocks that change what the run writes
   */
  public RunName run(Configuration settings, String job, String... blocks) {
    return settings
        .run()
        .of(
            job,
            RunId.of(
                version.contents().provenance().modelHash(),
                String.valueOf(version.number()),
                table.fingerprint(),
                settings.canonical().json(List.of(blocks))));
  }
}
