package io.chronoshard.jobs.spark.watch;

import java.util.Locale;

/**
 * What an executor did of an epoch.
 *
 * @param executor Spark's id
 * @param host where it runs
 * @param tasks that it did
 * @param windows that it trained on
 * @param busyMillis sum of its tasks' times
 */
record ExecutorPace(String executor, String host, int tasks, long windows, long busyMillis) {

  /** With what it did besides. */
  ExecutorPace plus(ExecutorPace more) {
    return new ExecutorPace(
        executor, host, tasks + more.tasks, windows + more.windows, busyMillis + more.busyMillis);
  }

  /** Windows a second of one of its task slots. */
  double windowsPerSecond() {
    return busyMillis == 0 ? 0 : windows * 1000.0 / busyMillis;
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
