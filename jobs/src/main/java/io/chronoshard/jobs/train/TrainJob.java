package io.chronoshard.jobs.train;

import io.chronoshard.config.Configuration;
import io.chronoshard.config.RunName;
import io.chronoshard.jobs.cli.Job;
import io.chronoshard.jobs.cli.JobContext;
import io.chronoshard.jobs.cli.TrackedRun;
import io.chronoshard.jobs.spark.Sessions;
import io.chronoshard.registry.Checkpoints;
import io.chronoshard.registry.ModelRegistry;
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
    RunName run = prepared.run(name());
    ModelRegistry registry = ModelRegistry.toPublish(settings.registry(), hadoop);
    TrainingRun training = TrainingRun.of(prepared, registry);
    Checkpoints.requireNoOthers(registry.run(run.id()), run.identity());
    TrackedRun.of(
            context,
            name(),
            run,
            registry.run(run.id()),
            () -> registry.versionOfRun(run.id()).isPresent())
        .run(
            () -> registry.lock(run.id(), settings.registry().lock()),
            (attempt, lock) -> {
              try (SparkSession spark =
                  Sessions.open("train " + settings.registry().model(), settings, context::note)) {
                return training.run(spark, attempt, lock, context);
              }
            });
  }
}
