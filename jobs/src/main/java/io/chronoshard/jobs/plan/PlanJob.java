package io.chronoshard.jobs.plan;

import io.chronoshard.config.Configuration;
import io.chronoshard.config.RunName;
import io.chronoshard.config.TrainingSettings;
import io.chronoshard.feature.Vocabularies;
import io.chronoshard.jobs.cli.Job;
import io.chronoshard.jobs.cli.JobContext;
import io.chronoshard.jobs.cli.TrackedRun;
import io.chronoshard.jobs.spark.EngineChoice;
import io.chronoshard.jobs.spark.Sessions;
import io.chronoshard.jobs.spark.SparkCluster;
import io.chronoshard.jobs.train.PreparedTraining;
import io.chronoshard.registry.ModelRegistry;
import io.chronoshard.registry.RunFolder;
import io.chronoshard.registry.RunResult;
import io.chronoshard.train.TrainingDesign;
import io.chronoshard.train.plan.Cluster;
import io.chronoshard.train.plan.PlannedTraining;
import io.chronoshard.train.plan.Prediction;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.spark.sql.SparkSession;

/** Tells what a training will take, and leaves it where the training finds it. */
public final class PlanJob implements Job {

  @Override
  public String name() {
    return "plan";
  }

  @Override
  public String summary() {
    return "Tells what train will take: windows, rounds, memory and time on any number of executors.";
  }

  /** A plan is made again whenever it is asked for: the cluster may be another one. */
  @Override
  public void run(JobContext context) {
    org.apache.hadoop.conf.Configuration hadoop =
        Sessions.hadoop(context.configuration().security());
    PreparedTraining prepared = PreparedTraining.of(context.configuration(), hadoop);
    Configuration settings = prepared.settings();
    // Widths alone matter here, and what no training could exceed is known of texts.
    TrainingDesign design =
        prepared.design(
            Vocabularies.atMost(prepared.extent().history(), settings.features().categories()));
    RunName run = prepared.run(name());
    RunFolder folder = ModelRegistry.toRead(settings.registry(), hadoop).run(run.id());
    AtomicReference<Prediction> told = new AtomicReference<>();
    TrackedRun.of(context, name(), run, folder, () -> false)
        .again(
            attempt -> {
              Prediction prediction = predict(context, prepared, design);
              attempt.folder().write(Prediction.FILE, prediction);
              told.set(prediction);
              return result(prediction);
            },
            told::get);
  }

  private static Prediction predict(
      JobContext context, PreparedTraining prepared, TrainingDesign design) {
    Configuration settings = prepared.settings();
    TrainingSettings training = settings.training();
    try (SparkSession spark =
        Sessions.open("plan " + settings.registry().model(), settings, context::note)) {
      Cluster cluster = SparkCluster.of(spark.sparkContext());
      EngineChoice engine = EngineChoice.of(training, spark.sparkContext());
      context.note(engine.toString());
      PlannedTraining planned = PlannedTraining.of(design, training, engine.compute());
      return new Predicting(prepared, design, planned, cluster, engine).predict(spark);
    }
  }

  private static RunResult result(Prediction prediction) {
    Map<String, Long> counts = new HashMap<>();
    counts.put("training windows", prediction.windows().training());
    counts.put("validation windows", prediction.windows().validation());
    counts.put("blocks", (long) prediction.shards().blocks());
    counts.put("rounds of an epoch", (long) prediction.rounds().of(1));
    counts.put("rounds", prediction.rounds().all());
    counts.put("bytes of shards", prediction.shards().heldBytes());
    counts.put("shortages", (long) prediction.shortages().size());
    Map<String, Double> metrics = new HashMap<>();
    prediction
        .times()
        .ifPresent(
            times -> {
              counts.put("executors that are enough", (long) times.enough());
              metrics.put(
                  "seconds of an epoch", times.on(prediction.cluster().executors()).epochSeconds());
            });
    return new RunResult(counts, metrics, Optional.empty(), new PlanText(prediction).toString());
  }
}
