package io.chronoshard.train.plan;

import io.chronoshard.train.plan.Cluster.Kind;

/** Clusters as Spark has them by default. */
final class ClusterExamples {

  static final long GIB = 1L << 30;
  static final long MIB = 1L << 20;

  private ClusterExamples() {}

  /** So many executors of a GiB each. */
  static Cluster processes(int executors, int cores) {
    return with(executors, cores, GIB, GIB);
  }

  static Cluster with(int executors, int cores, long executorHeap, long driverHeap) {
    return new Cluster(
        "yarn",
        Kind.PROCESSES,
        executors,
        cores,
        cores,
        1,
        executorHeap,
        384 * MIB,
        driverHeap,
        0.6,
        0.5,
        GIB);
  }
}
