package io.chronoshard.jobs.spark;

import io.chronoshard.train.plan.Cluster;
import io.chronoshard.train.plan.Cluster.Kind;
import java.util.List;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;
import org.apache.spark.SparkContext$;
import org.apache.spark.status.api.v1.ExecutorSummary;
import scala.collection.JavaConverters;

/** What a session's cluster gives: asked of Spark, or as it was asked for. */
public final class SparkCluster {

  private static final long MEGABYTE = 1L << 20;
  private static final double OVERHEAD = 0.1;
  private static final long LEAST_OVERHEAD_MEGABYTES = 384;

  private SparkCluster() {}

  /** As it is now: executors may still come. */
  public static Cluster of(SparkContext context) {
    SparkConf conf = context.conf();
    long driverHeap = Runtime.getRuntime().maxMemory();
    boolean isOne = context.isLocal();
    long executorHeap =
        isOne ? driverHeap : conf.getSizeAsMb("spark.executor.memory", "1g") * MEGABYTE;
    return new Cluster(
        context.master(),
        isOne ? Kind.ONE_PROCESS : Kind.PROCESSES,
        executors(context),
        cores(context),
        conf.getInt("spark.task.cpus", 1),
        executorHeap,
        isWatched(context) ? outside(conf, executorHeap) : 0,
        driverHeap,
        conf.getDouble("spark.memory.fraction", 0.6),
        conf.getDouble("spark.memory.storageFraction", 0.5),
        conf.getSizeAsBytes("spark.driver.maxResultSize", "1g"));
  }

  /** The driver is among those that hold blocks. */
  private static int executors(SparkContext context) {
    return context.isLocal() ? 1 : Math.max(1, context.getExecutorMemoryStatus().size() - 1);
  }

  /**
   * Cores of an executor. Where none has come, or Spark has not taken note of it yet, those that
   * were asked for.
   */
  private static int cores(SparkContext context) {
    if (context.isLocal()) {
      return SparkContext$.MODULE$.numDriverCores(context.master());
    }
    List<ExecutorSummary> known =
        JavaConverters.seqAsJavaList(context.statusStore().executorList(true));
    int asked = context.conf().getInt("spark.executor.cores", 1);
    return Math.max(
        1,
        known.stream()
            .filter(executor -> !executor.id().equals("driver"))
            .mapToInt(ExecutorSummary::totalCores)
            .max()
            .orElse(asked));
  }

  /** Who gives executors containers ends those that take more than these have. */
  private static boolean isWatched(SparkContext context) {
    return context.master().startsWith("yarn") || context.master().startsWith("k8s:");
  }

  private static long outside(SparkConf conf, long heap) {
    long usual = Math.max(LEAST_OVERHEAD_MEGABYTES, (long) (OVERHEAD * heap / MEGABYTE)) * MEGABYTE;
    return conf.getSizeAsMb("spark.executor.memoryOverhead", usual / MEGABYTE + "m") * MEGABYTE;
  }
}
