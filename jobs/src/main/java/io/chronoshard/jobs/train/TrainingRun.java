package io.chronoshard.jobs.train;

import io.chronoshard.config.Configuration;
import io.chronoshard.config.TargetSettings;
import io.chronoshard.config.TargetSettings.Family;
import io.chronoshard.jobs.cli.EpochText;
import io.chronoshard.jobs.cli.JobContext;
import io.chronoshard.jobs.cli.Progress;
import io.chronoshard.jobs.spark.SparkCluster;
import io.chronoshard.jobs.spark.watch.RoundWatch;
import io.chronoshard.registry.Checkpoints;
import io.chronoshard.registry.ModelLock;
import io.chronoshard.registry.ModelRegistry;
import io.chronoshard.registry.RunAttempt;
import io.chronoshard.registry.RunResult;
import io.chronoshard.train.TrainingDesign;
import io.chronoshard.train.plan.Cluster;
import io.chronoshard.train.plan.EpochWatch;
import io.chronoshard.train.plan.Happened;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;

/**
 * A training that publishes its version, under the lock of its model that its run holds.
 *
 * @param prepared what is trained on what
 * @param designed how; nothing where that follows from categories that are counted first
 * @param registry the model's
 */
public record TrainingRun(
    PreparedTraining prepared, Optional<TrainingDesign> designed, ModelRegistry registry) {

  /**
   * The run of a prepared training. Without texts all mistakes are told here, before Spark starts;
   * with some, widths follow from them.
   *
   * @throws io.chronoshard.error.UserException where something does not fit
   */
  public static TrainingRun of(PreparedTraining prepared, ModelRegistry registry) {
    return new TrainingRun(prepared, prepared.known(), registry);
  }

  /**
   * Trains and publishes.
   *
   * @param lock of the model, which stays held
   */
  public RunResult run(SparkSession spark, RunAttempt attempt, ModelLock lock, JobContext context) {
    prepared.start().ifPresent(version -> registry.use(version.number(), attempt));
    Configuration settings = prepared.settings();
    Clock clock = Clock.systemUTC();
    EpochText text = new EpochText(settings.training().earlyStopping().monitor());
    try (Progress progress = Progress.of(context, valueTargets(settings), text, clock);
        RoundWatch watch = RoundWatch.of(spark.sparkContext(), context::note, clock)) {
      RoundResults returned = new RoundResults();
      spark.sparkContext().addSparkListener(returned);
      try {
        EpochWatch listener = new EpochWatch(new TrainingEvents(attempt, lock, progress), clock);
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
          RunResult published = publish(trained, lock, text);
          PlannedBefore.of(registry, prepared.run("plan"))
              .compare(
                  happened(SparkCluster.of(spark.sparkContext()), trained, listener, returned),
                  attempt.folder(),
                  context);
          return published;
        }
      } finally {
        spark.sparkContext().removeSparkListener(returned);
      }
    }
  }

  private RunResult publish(Training.Result trained, ModelLock lock, EpochText text) {
    int version = registry.publish(trained.contents(), trained.series(), lock);
    Checkpoints.discard(registry.run(trained.contents().provenance().runId()), lock);
    return new TrainingResult(trained, version, registry.path(), text).result();
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
}
