package io.chronoshard.jobs.spark.watch;

import io.chronoshard.jobs.spark.watch.RoundTasks.TrainingTask;
import io.chronoshard.train.ShardSize;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What an executor did of an epoch.
 *
 * @param executor Spark's id
 * @param host where it runs
 * @param tasks that it did
 * @param windows that it trained on
 * @param busyMillis sum of its tasks' times
 */
record ExecutorPace(String executor, String host, int tasks, double windows, long busyMillis) {

  /**
   * The paces of executors, in the order of their numbers.
   *
   * @param done tasks of an epoch; each shard's windows count by how many of its tasks they did
   * @param shards the size of each
   */
  static List<ExecutorPace> of(List<TrainingTask> done, List<ShardSize> shards) {
    Map<Integer, Long> tasks =
        done.stream().collect(Collectors.groupingBy(TrainingTask::shard, Collectors.counting()));
    SortedMap<String, ExecutorPace> paces =
        new TreeMap<>(Comparator.comparingInt(String::length).thenComparing(String::compareTo));
    for (TrainingTask task : done) {
      double windows =
          (double) shards.get(task.shard()).training() / tasks.getOrDefault(task.shard(), 1L);
      paces.merge(
          task.executor(),
          new ExecutorPace(task.executor(), task.host(), 1, windows, task.millis()),
          ExecutorPace::plus);
    }
    return List.copyOf(paces.values());
  }

  private ExecutorPace plus(ExecutorPace more) {
    return new ExecutorPace(
        executor, host, tasks + more.tasks, windows + more.windows, busyMillis + more.busyMillis);
  }

  /** Windows a second of one of its task slots. */
  double windowsPerSecond() {
    return busyMillis == 0 ? 0 : windows * 1000 / busyMillis;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "executor %s (%s): %,.0f windows/s a core, %.1f s in %d tasks",
        executor,
        host,
        windowsPerSecond(),
        busyMillis / 1e3,
        tasks);
  }
}
