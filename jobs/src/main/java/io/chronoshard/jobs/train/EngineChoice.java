package io.chronoshard.jobs.train;

import io.chronoshard.config.TrainingSettings;
import io.chronoshard.config.TrainingSettings.Engine;
import io.chronoshard.error.ConfigurationException;
import io.chronoshard.model.Compute;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;

/**
 * What a run computes with, decided once for all its workers.
 *
 * @param compute engine and threads of a minibatch
 * @param reason why, in words
 */
record EngineChoice(Compute compute, String reason) {

  private static final String OPTION = "--add-modules jdk.incubator.vector";

  /**
   * Decides. A minibatch has several threads where there are more cores than shards, or a task has
   * more than one.
   *
   * @throws ConfigurationException where the engine that is asked for cannot run
   */
  static EngineChoice of(TrainingSettings settings, SparkContext context) {
    boolean runsHere = context.isLocal();
    boolean hasVectors = !runsHere || io.chronoshard.kernel.Engine.VECTOR.isAvailable();
    Engine asked = settings.engine();
    if (asked == Engine.VECTOR && !hasVectors) {
      throw new ConfigurationException(
          "training.engine = vector needs Java's module jdk.incubator.vector, and Java was started without; add"
              + " --driver-java-options \""
              + OPTION
              + "\" (spark.driver.extraJavaOptions), or take training.engine = scalar");
    }
    if (asked == Engine.DEEPLEARNING4J) {
      return new EngineChoice(new Compute(asked, 1), "as configured");
    }
    int threads = threads(context, settings.shards());
    if (asked != Engine.AUTO) {
      return new EngineChoice(new Compute(asked, threads), "as configured");
    }
    return hasVectors
        ? new EngineChoice(new Compute(Engine.VECTOR, threads), "the fastest on these processors")
        : new EngineChoice(
            new Compute(Engine.SCALAR, threads),
            "Java was started without "
                + OPTION
                + ", with which vector would be several times faster");
  }

  private static int threads(SparkContext context, int shards) {
    SparkConf conf = context.conf();
    int ofTask = conf.getInt("spark.task.cpus", 1);
    int cores = context.defaultParallelism();
    int ofExecutor = context.isLocal() ? cores : conf.getInt("spark.executor.cores", ofTask);
    return Math.max(ofTask, Math.min(ofExecutor, cores / shards));
  }

  @Override
  public String toString() {
    return "engine "
        + compute.engine()
        + (compute.threads() == 1 ? "" : " on " + compute.threads() + " threads a shard")
        + ": "
        + reason;
  }
}
