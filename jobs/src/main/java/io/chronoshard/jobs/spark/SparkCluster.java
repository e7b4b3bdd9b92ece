package io.chronoshard.jobs.spark;

import io.chronoshard.jobs.spark.placement.ActiveExecutors;
import io.chronoshard.jobs.spark.placement.Executor;
import io.chronoshard.train.plan.Cluster;
import io.chronoshard.train.plan.Cluster.Kind;
import java.util.List;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;
import org.apache.spark.SparkContext$;

/** What a session's cluster gives: asked of Spark, or as it was asked for. */
public final class SparkCluster {

  private static final long MEGABYTE = 1L << 20;
  private static final double OVERHEAD = 0.1;
  private static final long LEAST_OVERHEAD_MEGABYTES = 384;

  private SparkCluster() {}

  /**
   * As it is now: executors may still come. Where none has, or Spark has not taken note of it yet,
   * it is one as it was asked for.
   */
  public static Cluster of(SparkContext context) {
    SparkConf conf = context.conf();
    long driverHeap = Runtime.getRuntime().maxMemory();
    boolean isOne = context.isLocal();
    List<Executor> executors = new ActiveExecutors(context).all();
    int asked =
        isOne
            ? SparkContext$.MODULE$.numDriverCores(context.master())
            : conf.getInt("spark.executor.cores", 1);
    int coresOfTask = conf.getInt("spark.task.cpus", 1);
    long executorHeap =
        isOne ? driverHeap : conf.getSizeAsMb("spark.executor.memory", "1g") * MEGABYTE;
    return new Cluster(
        context.master(),
        isOne ? Kind.ONE_PROCESS : Kind.PROCESSES,
        Math.max(1, executors.size()),
        executors.stream().mapToInt(Executor::cores).max().orElse(Math.max(1, asked)),
        executors.stream().mapToInt(Executor::slots).max().orElse(Math.max(1, asked / coresOfTask)),
        coresOfTask,
        executorHeap,
        isWatched(context) ? outside(conf, executorHeap) : 0,
        driverHeap,
        conf.getDouble("spark.memory.fraction", 0.6),
        conf.getDouble("spark.memory.storageFraction", 0.5),
        conf.getSizeAsBytes("spark.driver.maxResultSize", "1g"));
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
