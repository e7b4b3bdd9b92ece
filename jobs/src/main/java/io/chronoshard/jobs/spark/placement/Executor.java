package io.chronoshard.jobs.spark.placement;

import org.apache.spark.scheduler.ExecutorCacheTaskLocation;

/**
 * An executor that takes tasks.
 *
 * @param id Spark's own
 * @param host where it runs
 * @param slots tasks that it runs at a time, at least 1
 */
record Executor(String id, String host, int slots) {

  Executor {
    if (slots < 1) {
      throw new IllegalArgumentException("executor " + id + " runs " + slots + " tasks at a time");
    }
  }

  /** As Spark writes it where a partition prefers this executor. */
  String location() {
    return new ExecutorCacheTaskLocation(host, id).toString();
  }
}
