package io.chronoshard.jobs.spark.placement;

import java.util.Map;
import org.apache.spark.scheduler.ExecutorCacheTaskLocation;

/**
 * An executor that takes tasks.
 *
 * @param id Spark's own
 * @param host where it runs
 * @param cores that it has, at least 1
 * @param slots tasks that it runs at a time, at least 1
 */
public record Executor(String id, String host, int cores, int slots) {

  /** Refuses one that takes no tasks. */
  public Executor {
    if (cores < 1 || slots < 1) {
      throw new IllegalArgumentException(
          "executor " + id + " runs " + slots + " tasks at a time on " + cores + " cores");
    }
  }

  /**
   * How many tasks run at a time where each takes its part of cores, GPUs and whatever else there
   * is: what is scarcest decides.
   *
   * @param has how many there are of each resource
   * @param takes how many a task takes of each; up to a half where several share one
   */
  static int slots(Map<String, Integer> has, Map<String, Double> takes) {
    return takes.entrySet().stream()
        .mapToInt(resource -> slots(has.getOrDefault(resource.getKey(), 0), resource.getValue()))
        .min()
        .orElseThrow(() -> new IllegalArgumentException("a task takes nothing"));
  }

  /** No task has parts of several. */
  private static int slots(int has, double takes) {
    return takes < 1 ? has * (int) (1 / takes) : has / (int) takes;
  }

  /** As Spark writes it where a partition prefers this executor. */
  public String location() {
    return new ExecutorCacheTaskLocation(host, id).toString();
  }
}
