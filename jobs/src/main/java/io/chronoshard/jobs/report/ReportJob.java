package io.chronoshard.jobs.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.chronoshard.config.Configuration;
import io.chronoshard.config.RunName;
import io.chronoshard.config.SnapshotChoice;
import io.chronoshard.error.ConfigurationException;
import io.chronoshard.error.DataException;
import io.chronoshard.error.StorageException;
import io.chronoshard.evaluate.Evaluated;
import io.chronoshard.evaluate.Evaluation;
import io.chronoshard.jobs.cli.Job;
import io.chronoshard.jobs.cli.JobContext;
import io.chronoshard.jobs.cli.JobOption;
import io.chronoshard.jobs.cli.TrackedRun;
import io.chronoshard.jobs.evaluate.EvaluateJob;
import io.chronoshard.jobs.security.Login;
import io.chronoshard.registry.ModelRegistry;
import io.chronoshard.registry.ModelVersion;
import io.chronoshard.registry.OutputFile;
import io.chronoshard.registry.Paths;
import io.chronoshard.registry.Provenance.TrainingData;
import io.chronoshard.registry.RunFolder;
import io.chronoshard.registry.RunId;
import io.chronoshard.registry.RunResult;
import io.chronoshard.registry.RunStatus;
import io.chronoshard.registry.TableSnapshot;
import io.chronoshard.registry.TableSnapshots;
import io.chronoshard.report.ReportContents;
import io.chronoshard.report.ReportContents.Account;
import io.chronoshard.report.ReportPage;
import io.chronoshard.train.plan.Comparison;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Writes the page of a version that was evaluated on what the configuration names, or of a
 * retraining.
 */
public final class ReportJob implements Job {

  private static final String RUN = "--run";

  private record EndedRun(RunFolder run, Instant ended) {}

  @Override
  public String name() {
    return "report";
  }

  @Override
  public String summary() {
    return "Writes the page of a version that was evaluated, or of a retraining.";
  }

  @Override
  public List<JobOption> options() {
    return List.of(
        new JobOption(
            RUN,
            "RUN",
            "Of this retraining, such as retrain-2024-03-01T000000Z, or the "
                + NightReport.NEWEST
                + " one.",
            List.of()));
  }

  /** The file systems' settings come from the class path alone: Spark is not started. */
  @Override
  public void run(JobContext context) {
    Configuration settings = context.configuration();
    org.apache.hadoop.conf.Configuration hadoop = new org.apache.hadoop.conf.Configuration();
    Login.of(settings.security(), hadoop);
    String model = settings.registry().model();
    ModelRegistry registry = ModelRegistry.toRead(settings.registry(), hadoop);
    Optional<String> night = Optional.ofNullable(context.options().get(RUN));
    if (night.isPresent()) {
      new NightReport(context, settings, registry, output(settings, hadoop)).write(night.get());
      return;
    }
    ModelVersion version = registry.version(settings.evaluation().version());
    RunFolder evaluated =
        newestEvaluation(registry, version.number(), Evaluated.of(settings.evaluation()));
    OutputFile output = output(settings, hadoop);
    RunName run =
        settings
            .run()
            .of(
                name(),
                RunId.of(
                    version.contents().provenance().modelHash(),
                    evaluated.runId(),
                    settings.canonical().json(List.of("report"))));
    // The page is written whatever was done before: it is quick, and anybody may have removed it.
    TrackedRun.of(context, name(), run, registry.run(run.id()), () -> false)
        .again(
            attempt -> {
              ReportContents contents =
                  ReportContents.of(
                      model,
                      version,
                      evaluated.read(EvaluateJob.EVALUATION, Evaluation.class),
                      account(settings.history().table(), version, hadoop),
                      planned(registry, version, context));
              output.write(ReportPage.render(contents).getBytes(UTF_8));
              context.note(ReportPage.verdict(contents));
              return new RunResult(
                  Map.of(), Map.of(), Optional.of(version.number()), output.text());
            });
  }

  private static OutputFile output(
      Configuration settings, org.apache.hadoop.conf.Configuration hadoop) {
    return OutputFile.of(Paths.of("report.output", settings.report().output()), hadoop);
  }

  /**
   * What was planned of the training that made a version, where that was. The page is drawn without
   * what cannot be read any more, as of another release.
   */
  private static Optional<Comparison> planned(
      ModelRegistry registry, ModelVersion version, JobContext context) {
    RunFolder training = registry.run(version.contents().provenance().runId());
    try {
      return training.has(Comparison.FILE)
          ? Optional.of(training.read(Comparison.FILE, Comparison.class))
          : Optional.empty();
    } catch (StorageException unreadable) {
      context.note("what was planned of the training is left out: " + unreadable.getMessage());
      return Optional.empty();
    }
  }

  private static RunFolder newestEvaluation(ModelRegistry registry, int version, Evaluated over) {
    return registry.runs().stream()
        .flatMap(run -> evaluated(run, version).stream())
        .sorted(Comparator.comparing(EndedRun::ended).reversed())
        .map(EndedRun::run)
        .filter(run -> run.read(EvaluateJob.EVALUATION, Evaluation.class).over().equals(over))
        .findFirst()
        .orElseThrow(
            () ->
                new ConfigurationException(
                    "version "
                        + ModelVersion.name(version)
                        + " was not evaluated on "
                        + over.text()
                        + " yet (evaluation.part, evaluation.windows); run `evaluate` first"));
  }

  /** A run, where it has evaluated that version. */
  private static Optional<EndedRun> evaluated(RunFolder run, int version) {
    return run.status()
        .filter(status -> status.job().equals("evaluate"))
        .filter(status -> status.state() == RunStatus.State.DONE)
        .filter(status -> status.modelVersion().equals(Optional.of(version)))
        .flatMap(RunStatus::ended)
        .map(ended -> new EndedRun(run, ended));
  }

  /** The ledger of the data that the version was trained on, where that is still the table's. */
  private static Account account(
      String table, ModelVersion version, org.apache.hadoop.conf.Configuration hadoop) {
    TrainingData trained = version.contents().provenance().data();
    try {
      TableSnapshots snapshots = TableSnapshots.of(table, hadoop);
      TableSnapshot snapshot =
          snapshots
              .find(trained.snapshot())
              .orElseGet(() -> snapshots.chosen(new SnapshotChoice.Latest()));
      if (snapshot.head().fingerprint().equals(trained.fingerprint())) {
        return new Account.Known(snapshot.ledger());
      }
      if (snapshot.number() == trained.snapshot()
          && trained.toStep() < snapshot.history().toStep()) {
        return new Account.LeftOut(
            String.format(
                Locale.ROOT,
                "The ledger is left out: this version was trained on %s, and the history table %s"
                    + " goes on behind that.",
                trained.range(),
                table));
      }
      return new Account.LeftOut(
          "The ledger is left out: the history table "
              + table
              + " holds other data than this version was trained on.");
    } catch (DataException e) {
      return new Account.LeftOut("The ledger is left out: " + e.getMessage() + ".");
    }
  }
}
