package io.chronoshard.jobs.retrain;

import io.chronoshard.config.Configuration;
import io.chronoshard.config.RetrainSettings.Challenger;
import io.chronoshard.config.RetrainSettings.Start;
import io.chronoshard.config.RunName;
import io.chronoshard.config.VersionChoice;
import io.chronoshard.error.ConfigurationException;
import io.chronoshard.gate.Decision;
import io.chronoshard.gate.PastTests;
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
import io.chronoshard.retrain.HeldFaults;
import io.chronoshard.retrain.NightDecision.Contender;
import io.chronoshard.retrain.NightParts;
import io.chronoshard.retrain.NightWork;
import io.chronoshard.retrain.Quality;
import io.chronoshard.retrain.RunDate;
import io.chronoshard.retrain.Seen;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;

/**
 * A date's work on Spark.
 *
 * @param context of the whole run
 * @param spark the session
 * @param registry of the model
 * @param lock of the model, held
 * @param snapshot the history table as it is read
 * @param date that is decided
 * @param parts what of the history belongs to it
 * @param champion that is to be beaten
 * @param rows what is new
 */
record NightOnSpark(
    JobContext context,
    SparkSession spark,
    ModelRegistry registry,
    ModelLock lock,
    TableSnapshot snapshot,
    RunDate date,
    NightParts parts,
    Champion champion,
    NewRows rows)
    implements NightWork {

  @Override
  public Quality quality() {
    return rows.quality();
  }

  @Override
  public Seen seen() {
    return rows.seen();
  }

  @Override
  public HeldFaults faults() {
    return rows.faults();
  }

  @Override
  public Optional<String> unjudgeable() {
    Optional<String> gone = champion.channels().gone(parts.history());
    if (gone.isPresent()) {
      return gone;
    }
    return judging().possible() > 0
        ? Optional.empty()
        : Optional.of(
            String.format(
                Locale.ROOT,
                "%s has seen the history up to %s, and behind that no window ends before %s that it could be judged on",
                champion.name(),
                champion.knownUntil(),
                date));
  }

  private Judging judging() {
    return new Judging(context.configuration(), snapshot, parts, champion);
  }

  /** The configuration of a challenger, with the parts of the date. */
  static Configuration settings(
      JobContext context, List<String> parts, Challenger challenger, int champion) {
    List<String> own = new ArrayList<>(parts);
    own.addAll(challenger.settings());
    own.add("training.start=" + (challenger.start() == Start.CHAMPION ? champion : "nothing"));
    try {
      return context.configuration(own);
    } catch (ConfigurationException e) {
      throw new ConfigurationException(
          "the challenger \"" + challenger.name() + "\": " + e.getMessage(), e);
    }
  }

  /** Its run has a name of its own for each configuration, champion and history. */
  @Override
  public Contender train(Challenger challenger) {
    Configuration settings =
        settings(context, parts.settings(), challenger, champion.version().number());
    PreparedTraining prepared =
        PreparedTraining.of(
            settings, snapshot, parts.history(), spark.sparkContext().hadoopConfiguration());
    String identity =
        RunId.of(
            prepared.identity(), parts.history().fingerprint(), champion.contender().modelHash());
    String runId =
        String.format(
            Locale.ROOT, "%s.%s.%s", date.runId(), challenger.name(), identity.substring(0, 8));
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
                    .map(NightOnSpark::published)
                    .orElseGet(
                        () -> TrainingRun.of(prepared, registry).run(spark, attempt, held, part)));
    int version = registry.versionOfRun(runId).orElseThrow();
    return new Contender(
        String.format(Locale.ROOT, "%s (%s)", ModelVersion.name(version), challenger.name()),
        version,
        registry.facts(new VersionChoice.Numbered(version)).provenance().modelHash());
  }

  /** An earlier attempt was stopped between its version and its end. */
  private static RunResult published(int version) {
    return new RunResult(
        Map.of(),
        Map.of(),
        Optional.of(version),
        ModelVersion.name(version) + " was published by an earlier attempt");
  }

  @Override
  public Decision judge(List<Contender> challengers, PastTests past) {
    return judging().judge(spark, registry, challengers, past, date.instant());
  }
}
