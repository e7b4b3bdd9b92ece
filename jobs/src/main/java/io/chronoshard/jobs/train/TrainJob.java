package io.chronoshard.jobs.train;

import io.chronoshard.config.Configuration;
import io.chronoshard.config.RunName;
import io.chronoshard.config.TargetSettings;
import io.chronoshard.config.TargetSettings.Family;
import io.chronoshard.jobs.cli.EpochText;
import io.chronoshard.jobs.cli.Job;
import io.chronoshard.jobs.cli.JobContext;
import io.chronoshard.jobs.cli.Progress;
import io.chronoshard.jobs.cli.TrackedRun;
import io.chronoshard.jobs.spark.Sessions;
import io.chronoshard.jobs.spark.SparkCluster;
import io.chronoshard.jobs.spark.watch.RoundWatch;
import io.chronoshard.registry.Checkpoints;
import io.chronoshard.registry.Metrics;
import io.chronoshard.registry.ModelLock;
import io.chronoshard.registry.ModelRegistry;
import io.chronoshard.registry.ModelVersion;
import io.chronoshard.registry.RunResult;
import io.chronoshard.registry.VersionContents;
import io.chronoshard.registry.VersionSummary;
import io.chronoshard.train.Shard;
import io.chronoshard.train.TrainingDesign;
import io.chronoshard.train.TrainingHistory;
import io.chronoshard.train.TrainingHistory.Epoch;
import io.chronoshard.train.plan.Cluster;
import io.chronoshard.train.plan.EpochWatch;
import io.chronoshard.train.plan.Happened;
import io.chronoshard.window.WindowCounts;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;

/** Trains a version on the history table and publishes it. */
public final class TrainJob implements Job {

  @Override
  public String name() {
    return "train";
  }

  @Override
  public String summary() {
    return "Trains a version of a model on the history table.";
  }

  @Override
  public void run(JobContext context) {
    org.apache.hadoop.conf.Configuration hadoop =
        Sessions.hadoop(context.configuration().security());
    PreparedTraining prepared = PreparedTraining.of(context.configuration(), hadoop);
    Configuration settings = prepared.settings();
    // Without texts all mistakes are told before Spark starts; with some, widths follow from them.
    Optional<TrainingDesign> designed = prepared.known();
    RunName run = prepared.run(name());
    ModelRegistry registry = ModelRegistry.toPublish(settings.registry(), hadoop);
    Checkpoints.requireNoOthers(registry.run(run.id()), run.identity());
    Clock clock = Clock.systemUTC();
    EpochText text = new EpochText(settings.training().earlyStopping().monitor());
    TrackedRun.of(
            context,
            name(),
            run,
            registry.run(run.id()),
            () -> registry.versionOfRun(run.id()).isPresent())
        .run(
            () -> registry.lock(run.id(), settings.registry().lock()),
            (attempt, lock) -> {
              prepared.start().ifPresent(version -> registry.use(version.number(), attempt));
              try (Progress progress = Progress.of(context, valueTargets(settings), text, clock);
                  SparkSession spark =
                      Sessions.open(
                          "train " + settings.registry().model(), settings, context::note);
                  RoundWatch watch = RoundWatch.of(spark.sparkContext(), context::note, clock)) {
                RoundResults returned = new RoundResults();
                spark.sparkContext().addSparkListener(returned);
                EpochWatch listener =
                    new EpochWatch(new TrainingEvents(attempt, lock, progress), clock);
                Training training =
                    new Training(
                        settings,
                        prepared.snapshot(),
                        new FoundDesign(prepared, spark, context).of(designed),
                        prepared.start(),
                        prepared.identity(),
                        listener,
                        clock);
                try (Training.Result trained = training.run(spark, watch, attempt, lock, context)) {
                  RunResult published = publish(registry, trained, lock, text);
                  PlannedBefore.of(registry, prepared.run("plan"))
                      .compare(
                          happened(
                              SparkCluster.of(spark.sparkContext()), trained, listener, returned),
                          attempt.folder(),
                          context);
                  return published;
                }
              }
            });
  }

  private static List<String> valueTargets(Configuration settings) {
    return settings.window().targets().stream()
        .filter(target -> target.family() == Family.VALUES)
        .map(TargetSettings::name)
        .toList();
  }

  private static Happened happened(
      Cluster cluster, Training.Result trained, EpochWatch watch, RoundResults returned) {
    return new Happened(
        cluster.executors(),
        cluster.cores(),
        trained.counts().training().used(),
        trained.counts().validation().used(),
        watch.epoch(),
        trained.heldBytes(),
        returned.bytesOfRound());
  }

  private static long dropped(WindowCounts counts) {
    return counts.possible() - counts.used();
  }

  private static RunResult publish(
      ModelRegistry registry, Training.Result trained, ModelLock lock, EpochText text) {
    int version = registry.publish(trained.contents(), trained.series(), lock);
    Checkpoints.discard(registry.run(trained.contents().provenance().runId()), lock);
    TrainingHistory history = trained.contents().metrics().training();
    return new RunResult(
        counts(trained.counts(), history),
        metrics(trained.contents().metrics()),
        Optional.of(version),
        String.format(
            Locale.ROOT,
            "%s of %s: %s, trained on %d windows",
            ModelVersion.name(version),
            registry.path(),
            kept(trained.contents(), text),
            trained.counts().training().used()));
  }

  private static Map<String, Long> counts(Shard.Counts counts, TrainingHistory history) {
    Map<String, Long> named = new HashMap<>();
    named.put("training windows", counts.training().used());
    named.put("training windows dropped", dropped(counts.training()));
    named.put("epochs", (long) history.epochs().size());
    if (history.isValidated()) {
      named.put("validation windows", counts.validation().used());
      named.put("validation windows dropped", dropped(counts.validation()));
      named.put("best epoch", (long) history.bestEpoch());
    }
    return named;
  }

  private static Map<String, Double> metrics(Metrics metrics) {
    Epoch kept = metrics.kept();
    Map<String, Double> named = new HashMap<>();
    named.put("training loss" + ofAll(metrics), kept.trainingLoss());
    metrics
        .series()
        .ifPresent(
            series -> {
              named.put("series with a network of their own", (double) series.own());
              named.put("series without", (double) series.without().size());
            });
    if (!metrics.networks().isEmpty()) {
      named.put("networks", (double) metrics.networks().size());
    }
    if (metrics.training().isValidated()) {
      named.put("validation loss", kept.validationLoss());
      if (!Double.isNaN(kept.validationMae())) {
        named.put("validation mae", kept.validationMae());
        named.put("validation rmse", kept.validationRmse());
      }
      kept.further().forEach((name, value) -> named.put("validation " + name, value));
    }
    metrics.training().start().ifPresent(start -> named.putAll(before(start)));
    return named;
  }

  /** Of what training began from. */
  private static Map<String, Double> before(Epoch start) {
    Map<String, Double> named = new HashMap<>();
    named.put("validation loss before the first epoch", start.validationLoss());
    if (!Double.isNaN(start.validationMae())) {
      named.put("validation mae before the first epoch", start.validationMae());
    }
    return named;
  }

  /** The error of what was kept, and of which epochs or networks it is made. */
  private static String kept(VersionContents contents, EpochText text) {
    Metrics metrics = contents.metrics();
    Epoch kept = metrics.kept();
    String error =
        metrics.training().isValidated()
            ? text.validation(kept, TrainJob::number)
            : "training loss " + number(kept.trainingLoss()) + ofAll(metrics) + " (no validation)";
    if (metrics.series().isPresent()) {
      return error
          + (metrics.training().isValidated() ? "" : "; forecasts")
          + new SeriesText(metrics.series().get());
    }
    return metrics.networks().isEmpty()
        ? error + epochs(metrics.training()) + before(contents, text)
        : String.format(
            Locale.ROOT,
            "%s by %d of %d networks%s",
            error,
            contents.members().size(),
            metrics.networks().size(),
            metrics.weights() == VersionSummary.Weights.FOUND
                ? ", on the part that their weights were found on: elsewhere it will be higher"
                : "");
  }

  /** Whose training loss it is, where there are networks of single series beside it. */
  private static String ofAll(Metrics metrics) {
    return metrics.series().isPresent() ? " of the network of all series" : "";
  }

  private static String epochs(TrainingHistory history) {
    String mean =
        history.averaged() > 1
            ? String.format(Locale.ROOT, " by the mean of %d epochs", history.averaged())
            : "";
    return String.format(
        Locale.ROOT,
        "%s after epoch %d of %d",
        mean,
        history.kept().epoch(),
        history.epochs().size());
  }

  /** What the version had that training began from. */
  private static String before(VersionContents contents, EpochText text) {
    Optional<Epoch> start = contents.metrics().training().start();
    return start.isEmpty()
        ? ""
        : "; before the first, as "
            + ModelVersion.name(contents.provenance().start().orElseThrow().version())
            + ", "
            + text.validation(start.get(), TrainJob::number);
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.4f", value);
  }
}
