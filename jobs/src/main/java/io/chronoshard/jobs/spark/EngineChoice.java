package io.chronoshard.jobs.spark;

import io.chronoshard.config.TrainingSettings;
import io.chronoshard.config.TrainingSettings.Engine;
import io.chronoshard.error.ConfigurationException;
import io.chronoshard.jobs.cli.JobContext;
import io.chronoshard.model.Compute;
import io.chronoshard.registry.ModelVersion;
import java.util.List;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;
import org.apache.spark.SparkContext$;

/**
 * What a run computes with, decided once for all its workers.
 *
 * @param compute engine and threads of a minibatch
 * @param reason why, in words
 */
public record EngineChoice(Compute compute, String reason) {

  private static final String OPTION = "--add-modules jdk.incubator.vector";

  private static final String FAST = "the fastest on these processors";

  private static final String SLOW =
      "Java was started without " + OPTION + ", with which vector would be many times faster";

  /**
   * Decides, for what the cluster gives to tasks. A minibatch has several threads where there are
   * more cores than shards, or a task has more than one.
   *
   * @throws ConfigurationException where the engine that is asked for cannot run
   * @throws io.chronoshard.error.ClusterException where the cluster does not give what was asked
   *     for
   */
  public static EngineChoice of(TrainingSettings settings, SparkContext context) {
    return of(
        settings.engine(),
        hasVectors(context),
        TaskGpus.given(context),
        threads(context, settings.shards()));
  }

  /**
   * Decides.
   *
   * @param gpus addresses of those that a task is given
   * @param threads for a minibatch of layers of our own
   */
  static EngineChoice of(Engine asked, boolean hasVectors, List<String> gpus, int threads) {
    if (asked == Engine.CUDA) {
      throw new ConfigurationException(
          "training.engine = cuda is not in this build: no engine here computes on GPUs. Take"
              + " training.engine = auto for the fastest one on processors. "
              + (gpus.isEmpty()
                  ? "Nor are tasks given a GPU, which it would need: " + GpuRequest.ADVICE
                  : idle(gpus)));
    }
    if (asked == Engine.VECTOR && !hasVectors) {
      throw new ConfigurationException(
          "training.engine = vector needs Java's module jdk.incubator.vector, and Java was started without; add"
              + " --driver-java-options \""
              + OPTION
              + "\" (spark.driver.extraJavaOptions), or take training.engine = scalar");
    }
    if (asked == Engine.DEEPLEARNING4J) {
      return new EngineChoice(new Compute(asked, 1), configured(gpus));
    }
    if (asked != Engine.AUTO) {
      return new EngineChoice(new Compute(asked, threads), configured(gpus));
    }
    return hasVectors
        ? new EngineChoice(new Compute(Engine.VECTOR, threads), FAST + besides(gpus))
        : new EngineChoice(new Compute(Engine.SCALAR, threads), SLOW + besides(gpus));
  }

  private static String configured(List<String> gpus) {
    return "as configured" + besides(gpus);
  }

  /** What is to be said of GPUs beside an engine. */
  private static String besides(List<String> gpus) {
    return gpus.isEmpty() ? "" : "; no engine of this build computes on GPUs. " + idle(gpus);
  }

  private static String idle(List<String> gpus) {
    return "Those that tasks are given (a first one got "
        + GpuRequest.NAME
        + " "
        + String.join(" and ", gpus)
        + ") stay idle: leave "
        + GpuRequest.SETTINGS
        + " out, and executors run on any node";
  }

  /** Executors are started with the module. */
  private static boolean hasVectors(SparkContext context) {
    return !context.isLocal() || io.chronoshard.kernel.Engine.VECTOR.isAvailable();
  }

  /** Says so where a version's forecasts will be made without vectors, or beside idle GPUs. */
  public static void note(ModelVersion version, SparkContext context, JobContext job) {
    String trained = version.contents().provenance().engine();
    if (!trained.equals(Engine.DEEPLEARNING4J.toString()) && !hasVectors(context)) {
      job.note("engine scalar: " + SLOW);
    }
    List<String> gpus = TaskGpus.given(context);
    if (!gpus.isEmpty()) {
      job.note("no engine of this build computes on GPUs. " + idle(gpus));
    }
  }

  private static int threads(SparkContext context, int shards) {
    SparkConf conf = context.conf();
    int ofTask = conf.getInt("spark.task.cpus", 1);
    if (context.isLocal()) {
      int cores = SparkContext$.MODULE$.numDriverCores(context.master());
      return threads(shards, 1, cores, ofTask);
    }
    // The driver is among those that hold blocks.
    int executors = Math.max(1, context.getExecutorMemoryStatus().size() - 1);
    return threads(shards, executors, conf.getInt("spark.executor.cores", ofTask), ofTask);
  }

  /**
   * Threads of a shard's minibatch: its share of all cores, on one executor, or what a task has.
   */
  static int threads(int shards, int executors, int coresOfExecutor, int coresOfTask) {
    long cores = (long) executors * coresOfExecutor;
    return (int) Math.max(coresOfTask, Math.min(coresOfExecutor, cores / shards));
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
