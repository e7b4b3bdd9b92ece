package io.chronoshard.jobs.retrain;

import io.chronoshard.config.Configuration;
import io.chronoshard.config.RetrainSettings.Challenger;
import io.chronoshard.config.RetrainSettings.Start;
import io.chronoshard.config.RunName;
import io.chronoshard.error.ConfigurationException;
import io.chronoshard.grid.History;
import io.chronoshard.jobs.cli.JobContext;
import io.chronoshard.jobs.cli.TrackedRun;
import io.chronoshard.jobs.train.PreparedTraining;
import io.chronoshard.jobs.train.TrainingRun;
import io.chronoshard.registry.ModelLock;
import io.chronoshard.registry.ModelRegistry;
import io.chronoshard.registry.ModelVersion;
import io.chronoshard.registry.RunId;
import io.chronoshard.registry.RunResult;
import io.chronoshard.registry.TableSnapshot;
import io.chronoshard.retrain.NightParts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;

/**
 * Trains a date's challengers, each in a run of its own.
 *
 * @param context of the whole run
 * @param spark the session
 * @param registry of the model
 * @param lock of the model, held
 * @param snapshot the history table as it is read
 */
record ChallengerTraining(
    JobContext context,
    SparkSession spark,
    ModelRegistry registry,
    ModelLock lock,
    TableSnapshot snapshot) {

  /**
   * The configuration of a challenger.
   *
   * @param further settings that go over its own
   * @param start the version that it begins with, where it begins with one
   */
  static Configuration settings(
      JobContext context, List<String> further, Challenger challenger, int start) {
    List<String> own = new ArrayList<>(challenger.settings());
    own.addAll(further);
    own.add("training.start=" + (challenger.start() == Start.CHAMPION ? start : "nothing"));
    try {
      return context.configuration(own);
    } catch (ConfigurationException e) {
      throw new ConfigurationException(
          "the challenger \"" + challenger.name() + "\": " + e.getMessage(), e);
    }
  }

  /**
   * The configuration by which a version is trained on after its promotion.
   *
   * @param parts of the date
   * @param way to train it
   * @param version that it begins with
   */
  static Configuration refit(JobContext context, NightParts parts, Challenger way, int version) {
    List<String> further = new ArrayList<>(parts.wholeForTraining());
    further.add("training.epochs=" + context.configuration().retrain().refit());
    return settings(
        context, further, new Challenger(way.name(), Start.CHAMPION, way.settings()), version);
  }

  /**
   * Trains and publishes one, or finds it published.
   *
   * @param settings its whole configuration
   * @param history what it may read, with its fingerprint
   * @param name what its run's id begins with; a hash of all that decides its bits follows
   * @param beside what else tells its run from others
   * @return its version
   * @throws io.chronoshard.error.UnfitStartException where it is to begin from a version, and
   *     cannot
   */
  int version(Configuration settings, History history, String name, String beside) {
    PreparedTraining prepared =
        PreparedTraining.of(
            settings, snapshot, history, spark.sparkContext().hadoopConfiguration());
    String identity = RunId.of(prepared.identity(), history.fingerprint(), beside);
    String runId = String.format(Locale.ROOT, "%s.%s", name, identity.substring(0, 8));
    JobContext part = context.ofPart();
    TrackedRun.of(
            part,
            "train",
            new RunName(runId, identity),
            registry.run(runId),
            () -> registry.versionOfRun(runId).isPresent())
        .under(
            lock,
            (attempt, held) ->
                registry
                    .versionOfRun(runId)
                    .map(ChallengerTraining::published)
                    .orElseGet(
                        () -> TrainingRun.of(prepared, registry).run(spark, attempt, held, part)));
    return registry.versionOfRun(runId).orElseThrow();
  }

  /** An earlier attempt was stopped between its version and its end. */
  private static RunResult published(int version) {
    return new RunResult(
        Map.of(),
        Map.of(),
        Optional.of(version),
        ModelVersion.name(version) + " was published by an earlier attempt");
  }
}
