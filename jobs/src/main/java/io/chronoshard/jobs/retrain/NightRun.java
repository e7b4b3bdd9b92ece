package io.chronoshard.jobs.retrain;

import io.chronoshard.config.AlertSettings.Occasion;
import io.chronoshard.config.Configuration;
import io.chronoshard.config.RunName;
import io.chronoshard.gate.Decision;
import io.chronoshard.gate.PastTests;
import io.chronoshard.grid.History;
import io.chronoshard.jobs.cli.JobContext;
import io.chronoshard.jobs.cli.TrackedRun;
import io.chronoshard.registry.ModelLock;
import io.chronoshard.registry.ModelRegistry;
import io.chronoshard.registry.RunAttempt;
import io.chronoshard.registry.RunFolder;
import io.chronoshard.registry.RunId;
import io.chronoshard.registry.RunResult;
import io.chronoshard.registry.RunStatus;
import io.chronoshard.registry.TableSnapshot;
import io.chronoshard.retrain.DecidedNights;
import io.chronoshard.retrain.Known;
import io.chronoshard.retrain.Mandate;
import io.chronoshard.retrain.Mandate.Promotion;
import io.chronoshard.retrain.Night;
import io.chronoshard.retrain.NightDecision;
import io.chronoshard.retrain.NightParts;
import io.chronoshard.retrain.RunDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.sql.SparkSession;

/**
 * The run of one date, under the model's lock.
 *
 * @param context takes the result
 * @param spark the session
 * @param registry of the model
 * @param lock of the model, which stays held
 * @param snapshot the history table as it is read
 * @param date that is decided
 * @param mandate what may be done
 */
record NightRun(
    JobContext context,
    SparkSession spark,
    ModelRegistry registry,
    ModelLock lock,
    TableSnapshot snapshot,
    RunDate date,
    Mandate mandate) {

  /** The blocks of the configuration that say how a date is decided. */
  private static final List<String> BLOCKS =
      List.of("evaluation", "features", "gate", "model", "retrain", "split", "training", "window");

  /** What these hold that decides nothing: who is told, which dates there are, how it is cut. */
  private static final List<String> NOT_ASKED =
      List.of(
          "retrain.alerts",
          "retrain.catch-up",
          "retrain.every",
          "retrain.keep",
          "split.by",
          "split.date",
          "split.fraction",
          "split.series",
          "split.steps",
          "training.engine",
          "training.start");

  /** The hash of what a configuration says of it. */
  static String configuration(Configuration settings) {
    return RunId.of(settings.canonical().json(BLOCKS, NOT_ASKED));
  }

  static Alerts alerts(JobContext context, Configuration settings) {
    return new Alerts(settings.retrain().alerts(), context::note);
  }

  /** Decides, and says so. */
  void run() {
    String id = Asked.runId(date, mandate);
    RunFolder folder = registry.run(id);
    folder
        .status()
        .filter(before -> before.state() != RunStatus.State.DONE)
        .ifPresent(
            before ->
                context.note(
                    String.format(
                        Locale.ROOT,
                        "run %s was started before and did not end well; this is attempt %d",
                        id,
                        before.attempt() + 1)));
    // The date alone says what it is: done once, whatever the configuration is by then.
    RunName name = new RunName(id, RunId.of(registry.path().getName(), date.toString()));
    TrackedRun.of(context, "retrain", name, folder, () -> false)
        .again(
            lock,
            (attempt, held) -> {
              NightDecision decision = decide(attempt, held);
              tell(decision);
              return result(decision);
            },
            () -> NightDecision.of(folder));
  }

  private void tell(NightDecision decision) {
    if (mandate.promotion() == Promotion.ONLY_TOLD) {
      return;
    }
    Configuration settings = context.configuration();
    Alerts alerts = alerts(context, settings);
    String model = settings.registry().model();
    if (!decision.quality().findings().isEmpty()) {
      alerts.tell(
          new Alert(
              Occasion.DRIFT,
              model,
              date.toString(),
              String.join("; ", decision.quality().sentences())));
    }
    if (decision.promoted().isPresent()) {
      alerts.tell(new Alert(Occasion.PROMOTION, model, date.toString(), decision.sentence()));
    }
  }

  private NightDecision decide(RunAttempt attempt, ModelLock held) {
    Configuration settings = context.configuration();
    Champion champion = Champion.of(registry, settings);
    History table = snapshot.history();
    Known known = NewRows.known(spark, settings, snapshot, table.until(date.step(table.axis())));
    NightParts parts = NightParts.of(date, settings.retrain(), settings.split(), known.history());
    DecidedNights nights = nights();
    NewRows rows = NewRows.of(spark, settings, snapshot, known, champion, date, nights);
    History history = parts.history();
    String data = rows.seen().days().all().fingerprint(history);
    rows.quality().sentences().forEach(context::note);
    PastTests past = nights.past(champion.knownUntil());
    NightOnSpark work =
        new NightOnSpark(
            context,
            spark,
            registry,
            held,
            snapshot,
            date,
            parts.withFingerprint(data),
            champion,
            rows);
    Night.Basis basis =
        new Night.Basis(
            snapshot.number(), data, configuration(settings), champion.contender(), past);
    return new Night(registry, date, basis, settings.retrain().challengers(), work, mandate)
        .decide(attempt, held);
  }

  /** What is only told is told as it would be decided, whatever was. */
  private DecidedNights nights() {
    DecidedNights all = DecidedNights.of(registry);
    return mandate.promotion() == Promotion.ONLY_TOLD ? all.before(date) : all;
  }

  private RunResult result(NightDecision decision) {
    Map<String, Double> metrics = new TreeMap<>();
    decision
        .gate()
        .map(Decision::evidence)
        .ifPresent(
            evidence ->
                evidence
                    .losses()
                    .forEach(loss -> metrics.put(loss.contender() + ": loss", loss.loss())));
    String sentence =
        mandate.promotion() == Promotion.ONLY_TOLD
            ? "as it would be decided, and nothing was promoted: " + decision.sentence()
            : decision.sentence();
    return new RunResult(
        Map.of(
            "new steps", decision.quality().newSteps(),
            "findings", (long) decision.quality().findings().size(),
            "challengers", (long) decision.challengers().size()),
        metrics,
        Optional.of(decision.promoted().orElse(decision.champion().version())),
        date + ": " + sentence);
  }
}
