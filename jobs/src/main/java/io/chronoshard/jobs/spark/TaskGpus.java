package io.chronoshard.jobs.spark;

import io.chronoshard.jobs.spark.page.NamedJobs;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.SparkContext;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.resource.ResourceInformation;

/** The GPUs that Spark binds a task to. */
final class TaskGpus {

  private TaskGpus() {}

  /** Asks a task for the addresses of its GPUs; none where no task is to be given any. */
  static List<String> given(SparkContext context) {
    return GpuRequest.of(context.conf()).isForTasks()
        ? asked(JavaSparkContext.fromSparkContext(context))
        : List.of();
  }

  private static List<String> asked(JavaSparkContext spark) {
    NamedJobs.begin(spark, "ask a task for its GPUs");
    try {
      return spark.parallelize(List.of(GpuRequest.NAME), 1).flatMap(TaskGpus::ofThisTask).collect();
    } finally {
      NamedJobs.end(spark);
    }
  }

  /** What Spark tells the task that this runs in. */
  private static Iterator<String> ofThisTask(String name) {
    ResourceInformation given = TaskContext.get().resourcesJMap().get(name);
    return given == null ? List.<String>of().iterator() : List.of(given.addresses()).iterator();
  }
}
