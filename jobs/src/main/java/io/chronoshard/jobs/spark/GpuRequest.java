package io.chronoshard.jobs.spark;

import io.chronoshard.error.ConfigurationException;
import java.util.Locale;
import org.apache.spark.SparkConf;

/**
 * The GPUs that a session asks its cluster for, in Spark's own settings.
 *
 * @param ofExecutor as configured, that each executor must hold; 0 where none is asked for
 * @param ofTask as configured, that each task is given; a fraction where several tasks share one
 */
record GpuRequest(String ofExecutor, String ofTask) {

  /** What Spark calls them, everywhere. */
  static final String NAME = "gpu";

  private static final String OF_EXECUTOR = "spark.executor.resource.gpu.amount";
  private static final String OF_TASK = "spark.task.resource.gpu.amount";

  /** Those that ask for GPUs. */
  static final String SETTINGS = OF_EXECUTOR + " and " + OF_TASK;

  /** How to ask for one. */
  static final String ADVICE =
      "ask for one by --conf "
          + OF_EXECUTOR
          + "=1 --conf "
          + OF_TASK
          + "=1, and let the cluster find them by scripts/discover-gpus"
          + " (spark.executor.resource.gpu.discoveryScript on YARN and Kubernetes,"
          + " spark.worker.resource.gpu.discoveryScript for a standalone cluster's workers)";

  private static final String NONE = "0";

  /**
   * Reads the settings.
   *
   * @throws ConfigurationException where Spark would wait for ever, as it does on one machine: no
   *     process there is given GPUs
   */
  static GpuRequest of(SparkConf conf) {
    GpuRequest request = new GpuRequest(conf.get(OF_EXECUTOR, NONE), conf.get(OF_TASK, NONE));
    String master = conf.get("spark.master");
    if (request.isForTasks() && (master.equals("local") || master.startsWith("local["))) {
      throw new ConfigurationException(
          String.format(
              Locale.ROOT,
              "%s, and --master %s has no executors that Spark could give GPUs; leave these settings"
                  + " out, or run on YARN, Kubernetes or a standalone cluster",
              request,
              master));
    }
    return request;
  }

  /** Whether executors hold GPUs. */
  boolean isForExecutors() {
    return !ofExecutor.equals(NONE);
  }

  /** Whether tasks are given GPUs. */
  boolean isForTasks() {
    return !ofTask.equals(NONE);
  }

  /** The settings, as an operator writes them. */
  @Override
  public String toString() {
    return OF_EXECUTOR + " = " + ofExecutor + ", " + OF_TASK + " = " + ofTask;
  }
}
