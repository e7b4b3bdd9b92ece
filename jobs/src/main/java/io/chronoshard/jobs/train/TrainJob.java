package io.chronoshard.jobs.train;

import io.chronoshard.config.Configuration;
import io.chronoshard.grid.History;
import io.chronoshard.jobs.cli.Job;
import io.chronoshard.jobs.cli.JobContext;
import io.chronoshard.jobs.cli.TrackedRun;
import io.chronoshard.jobs.spark.HistoryTable;
import io.chronoshard.jobs.spark.Sessions;
import io.chronoshard.registry.ModelRegistry;
import io.chronoshard.registry.RunId;
import io.chronoshard.train.TrainingDesign;
import java.util.List;

/** Trains a version on the history table and publishes it. */
public final class TrainJob implements Job {

  /** The blocks of the configuration that decide a model's bits, beside the data. */
  private static final List<String> IDENTITY =
      List.of("features", "model", "split", "training", "window");

  @Override
  public String name() {
    return "train";
  }

  @Override
  public String summary() {
    return "trains a version of a model on the history table";
  }

  @Override
  public void run(JobContext context) {
    Configuration settings = context.configuration();
    org.apache.hadoop.conf.Configuration hadoop = Sessions.hadoop();
    History table = HistoryTable.describe(settings.history().table(), hadoop);
    TrainingDesign design = TrainingDesign.of(settings, table);
    String identity = settings.canonical().json(IDENTITY);
    String runId =
        settings.run().idOr(() -> RunId.of("train", identity, table.fingerprint()));
    ModelRegistry registry =
        ModelRegistry.open(settings.registry().path(), settings.registry().model(), hadoop);
    TrackedRun.of(context, "train", registry.run(runId))
        .run(attempt -> new Training(context, settings, design, identity, registry, attempt).run());
  }
}
