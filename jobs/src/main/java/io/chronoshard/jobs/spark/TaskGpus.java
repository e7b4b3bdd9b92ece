package io.chronoshard.jobs.spark;

import io.chronoshard.error.ClusterException;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.spark.SparkContext;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaFutureAction;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.resource.ResourceInformation;

/** The GPUs that Spark binds a task to. */
final class TaskGpus {

  /** For how long Spark, where it waits for executors at all, does so. */
  private static final String WAIT = "spark.scheduler.maxRegisteredResourcesWaitingTime";

  /** Where it is not set: executors of a busy cluster may take minutes to come. */
  private static final String USUAL_WAIT = "5min";

  private TaskGpus() {}

  /**
   * Asks a task for the addresses of its GPUs; none where no task is to be given any.
   *
   * @throws ClusterException where no executor comes that has what was asked for
   */
  static List<String> given(SparkContext context) {
    GpuRequest request = GpuRequest.of(context.conf());
    return request.isForTasks()
        ? asked(JavaSparkContext.fromSparkContext(context), request)
        : List.of();
  }

  private static List<String> asked(JavaSparkContext spark, GpuRequest request) {
    long seconds = spark.getConf().getTimeAsSeconds(WAIT, USUAL_WAIT);
    spark.setJobDescription("ask a task for its GPUs");
    JavaFutureAction<List<String>> task =
        spark.parallelize(List.of(GpuRequest.NAME), 1).flatMap(TaskGpus::ofThisTask).collectAsync();
    try {
      return task.get(seconds, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      task.cancel(true);
      throw new ClusterException(
          request
              + ": no executor with that has come within "
              + seconds
              + " seconds ("
              + WAIT
              + "), or other jobs hold them all; the workers of a standalone cluster offer GPUs by"
              + " spark.worker.resource.gpu.amount and .discoveryScript (scripts/discover-gpus),"
              + " YARN's nodes as yarn.io/gpu. Wait longer, or leave these settings out",
          e);
    } catch (ExecutionException e) {
      throw new ClusterException(
          request
              + ": the cluster did not run a task with that; where executors look for GPUs"
              + " (spark.executor.resource.gpu.discoveryScript), their logs tell what they found: "
              + e.getCause(),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ClusterException(request + ": interrupted while waiting for an executor", e);
    } finally {
      spark.setJobDescription(null);
    }
  }

  /** What Spark tells the task that this runs in. */
  private static Iterator<String> ofThisTask(String name) {
    ResourceInformation given = TaskContext.get().resourcesJMap().get(name);
    return given == null ? List.<String>of().iterator() : List.of(given.addresses()).iterator();
  }
}
