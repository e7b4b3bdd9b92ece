package io.chronoshard.jobs.spark.placement;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.spark.SparkContext;
import org.apache.spark.rdd.RDD;
import org.apache.spark.resource.ResourceProfile;
import org.apache.spark.resource.TaskResourceRequest;
import org.apache.spark.scheduler.ExecutorCacheTaskLocation;
import org.apache.spark.scheduler.TaskLocation;
import org.apache.spark.status.api.v1.ExecutorSummary;
import scala.collection.JavaConverters;

/**
 * The executors of an application that take tasks, as Spark's driver knows them at a moment.
 *
 * @param spark the application
 */
public record ActiveExecutors(SparkContext spark) {

  private static final Comparator<Executor> BY_AGE =
      Comparator.<Executor>comparingInt(executor -> executor.id().length())
          .thenComparing(Executor::id);

  /** The oldest first; none where all runs in the driver's process. */
  public List<Executor> all() {
    if (spark.isLocal()) {
      return List.of();
    }
    Map<String, TaskResourceRequest> ofTask =
        spark.resourceProfileManager().defaultResourceProfile().taskResourcesJMap();
    return JavaConverters.seqAsJavaList(spark.statusStore().executorList(true)).stream()
        .filter(summary -> !summary.id().equals("driver") && !summary.isExcluded())
        .map(summary -> executor(summary, ofTask))
        .sorted(BY_AGE)
        .toList();
  }

  private static Executor executor(
      ExecutorSummary summary, Map<String, TaskResourceRequest> ofTask) {
    Map<String, Integer> has = new HashMap<>();
    has.put(ResourceProfile.CPUS(), summary.totalCores());
    JavaConverters.mapAsJavaMap(summary.resources())
        .forEach((name, resource) -> has.put(name, resource.addresses().length));
    Map<String, Double> takes = new HashMap<>();
    ofTask.forEach((name, request) -> takes.put(name, request.amount()));
    String address = summary.hostPort();
    int port = address.lastIndexOf(':');
    return new Executor(
        summary.id(),
        port < 0 ? address : address.substring(0, port),
        Math.max(1, summary.totalCores()),
        Math.max(1, Executor.slots(has, takes)));
  }

  /** Where each partition of an RDD is kept, or will be when it is first computed. */
  List<Optional<Executor>> places(RDD<?> rdd, List<Executor> executors) {
    return IntStream.range(0, rdd.getNumPartitions())
        .mapToObj(
            partition ->
                JavaConverters.seqAsJavaList(spark.getPreferredLocs(rdd, partition)).stream()
                    .flatMap(location -> of(location, executors).stream())
                    .findFirst())
        .toList();
  }

  private static Optional<Executor> of(TaskLocation location, List<Executor> executors) {
    return location instanceof ExecutorCacheTaskLocation at
        ? executors.stream().filter(executor -> executor.id().equals(at.executorId())).findFirst()
        : Optional.empty();
  }
}
