package io.chronoshard.jobs.spark;

import io.chronoshard.config.TrainingSettings;
import io.chronoshard.config.TrainingSettings.Engine;
import io.chronoshard.error.ClusterException;
import io.chronoshard.error.ConfigurationException;
import io.chronoshard.error.UserException;
import io.chronoshard.jobs.cli.JobContext;
import io.chronoshard.model.Compute;
import io.chronoshard.registry.ModelVersion;
import io.chronoshard.train.plan.Cluster;
import java.util.List;
import java.util.Optional;
import org.apache.spark.SparkContext;

/**
 * What a run computes with, decided once for all its workers.
 *
 * @param compute engine and threads of a minibatch
 * @param reason why, in words
 */
public record EngineChoice(Compute compute, String reason) {

  private static final String OPTION = "--add-modules jdk.incubator.vector";

  private static final String CONFIGURED = "as configured";

  private static final String FAST = "the fastest on these processors";

  private static final String SLOW =
      " was started without " + OPTION + ", with which vector would be many times faster";

  /**
   * Decides, for what the cluster gives to tasks. A minibatch has several threads where there are
   * more cores than shards, or a task has more than one.
   *
   * @throws ConfigurationException where the engine that is asked for cannot run in this process
   * @throws ClusterException where executors cannot run it, or the cluster does not give what was
   *     asked for
   */
  public static EngineChoice of(TrainingSettings settings, SparkContext context) {
    Engine asked = settings.engine();
    List<String> gpus = TaskGpus.given(context);
    requireHere(asked, gpus);
    boolean mayTakeVectors = asked == Engine.VECTOR || asked == Engine.AUTO;
    Optional<String> withoutVectors =
        mayTakeVectors ? withoutVectors(context) : Optional.<String>empty();
    if (asked == Engine.VECTOR && withoutVectors.isPresent()) {
      throw missing(context, withoutVectors.get());
    }
    return of(asked, withoutVectors, gpus, threads(context, settings.shards()));
  }

  /** Refuses what no build of this release has. */
  static void requireHere(Engine asked, List<String> gpus) {
    if (asked == Engine.CUDA) {
      throw new ConfigurationException(
          "training.engine = cuda is not in this build: no engine here computes on GPUs. Take"
              + " training.engine = auto for the fastest one on processors. "
              + (gpus.isEmpty()
                  ? "Nor are tasks given a GPU, which it would need: " + GpuRequest.ADVICE
                  : idle(gpus)));
    }
  }

  /**
   * Decides.
   *
   * @param withoutVectors who cannot compute with vectors
   * @param gpus addresses of those that a task is given
   * @param threads for a minibatch of layers of our own
   */
  static EngineChoice of(
      Engine asked, Optional<String> withoutVectors, List<String> gpus, int threads) {
    if (asked == Engine.DEEPLEARNING4J) {
      return new EngineChoice(new Compute(asked, 1), CONFIGURED + besides(gpus));
    }
    if (asked != Engine.AUTO) {
      return new EngineChoice(new Compute(asked, threads), CONFIGURED + besides(gpus));
    }
    return withoutVectors
        .map(
            who ->
                new EngineChoice(new Compute(Engine.SCALAR, threads), who + SLOW + besides(gpus)))
        .orElseGet(
            () -> new EngineChoice(new Compute(Engine.VECTOR, threads), FAST + besides(gpus)));
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

  /** Who was started without the module that vectors need; nobody where all have it. */
  private static Optional<String> withoutVectors(SparkContext context) {
    if (context.isLocal()) {
      return io.chronoshard.kernel.Engine.VECTOR.isAvailable()
          ? Optional.empty()
          : Optional.of("Java");
    }
    List<String> hosts = new FirstExecutors(context).withoutVectors();
    return hosts.isEmpty()
        ? Optional.empty()
        : Optional.of("Java of executors on " + String.join(", ", hosts));
  }

  private static UserException missing(SparkContext context, String who) {
    return context.isLocal()
        ? new ConfigurationException(
            "training.engine = vector needs Java's module jdk.incubator.vector, and Java was started without; add"
                + " --driver-java-options \""
                + OPTION
                + "\" (spark.driver.extraJavaOptions), or take training.engine = scalar")
        : new ClusterException(
            "training.engine = vector needs Java's module jdk.incubator.vector, and "
                + who
                + " was started without; add \""
                + OPTION
                + "\" to spark.executor.extraJavaOptions, see that Java 17 runs there, or take training.engine = scalar");
  }

  /** Says so where a version's forecasts will be made without vectors, or beside idle GPUs. */
  public static void note(ModelVersion version, SparkContext context, JobContext job) {
    String trained = version.contents().provenance().engine();
    if (!trained.equals(Engine.DEEPLEARNING4J.toString())) {
      withoutVectors(context).ifPresent(who -> job.note("engine scalar: " + who + SLOW));
    }
    List<String> gpus = TaskGpus.given(context);
    if (!gpus.isEmpty()) {
      job.note("no engine of this build computes on GPUs. " + idle(gpus));
    }
  }

  /** Threads of a shard's minibatch on so many executors like those of a cluster. */
  public static int threads(int shards, Cluster cluster, int executors) {
    return threads(shards, executors, cluster.cores(), cluster.coresOfTask());
  }

  private static int threads(SparkContext context, int shards) {
    Cluster cluster = SparkCluster.of(context);
    return threads(shards, cluster, cluster.executors());
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
