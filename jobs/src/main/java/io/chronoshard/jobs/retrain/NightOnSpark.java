package io.chronoshard.jobs.retrain;

import io.chronoshard.config.RetrainSettings.Challenger;
import io.chronoshard.config.VersionChoice;
import io.chronoshard.error.ConfigurationException;
import io.chronoshard.gate.Decision;
import io.chronoshard.gate.PastTests;
import io.chronoshard.jobs.cli.JobContext;
import io.chronoshard.registry.ModelLock;
import io.chronoshard.registry.ModelRegistry;
import io.chronoshard.registry.ModelVersion;
import io.chronoshard.registry.TableSnapshot;
import io.chronoshard.retrain.Backtest;
import io.chronoshard.retrain.HeldFaults;
import io.chronoshard.retrain.NightDecision.Contender;
import io.chronoshard.retrain.NightParts;
import io.chronoshard.retrain.NightWork;
import io.chronoshard.retrain.Quality;
import io.chronoshard.retrain.RunDate;
import io.chronoshard.retrain.Seen;
import java.util.List;
import java.util.Locale;
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

  private ChallengerTraining training() {
    return new ChallengerTraining(context, spark, registry, lock, snapshot);
  }

  @Override
  public Backtest backtest() {
    return new Backtesting(context.configuration(), training(), date, champion).of(parts);
  }

  /** Its run has a name of its own for each configuration, champion and history. */
  @Override
  public Contender train(Challenger challenger) {
    int version =
        training()
            .version(
                ChallengerTraining.settings(
                    context, parts.settings(), challenger, champion.version().number()),
                parts.history(),
                date.runId() + "." + challenger.name(),
                champion.contender().modelHash());
    return new Contender(
        name(version, challenger),
        version,
        registry.facts(new VersionChoice.Numbered(version)).provenance().modelHash());
  }

  private static String name(int version, Challenger challenger) {
    return String.format(Locale.ROOT, "%s (%s)", ModelVersion.name(version), challenger.name());
  }

  @Override
  public Optional<Integer> refit(Contender promoted) {
    if (context.configuration().retrain().refit() == 0) {
      return Optional.empty();
    }
    Challenger way =
        context.configuration().retrain().challengers().stream()
            .filter(one -> name(promoted.version(), one).equals(promoted.name()))
            .findFirst()
            .orElseThrow(
                () ->
                    new ConfigurationException(
                        promoted.name()
                            + " is to be trained on (retrain.refit), and retrain.challengers no longer has it; put it"
                            + " back, or set retrain.refit = 0"));
    int version =
        training()
            .version(
                ChallengerTraining.refit(context, parts, way, promoted.version()),
                parts.history(),
                date.runId() + ".refit",
                promoted.modelHash());
    context.note(
        String.format(
            Locale.ROOT,
            "%s is %s, trained on over all windows before %s; nothing has judged it, and `models promote %d` makes it"
                + " the champion",
            ModelVersion.name(version),
            ModelVersion.name(promoted.version()),
            date,
            version));
    return Optional.of(version);
  }

  @Override
  public Decision judge(List<Contender> challengers, PastTests past) {
    return judging().judge(spark, registry, challengers, past, date.instant());
  }
}
