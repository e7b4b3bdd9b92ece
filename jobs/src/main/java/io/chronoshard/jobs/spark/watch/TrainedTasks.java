package io.chronoshard.jobs.spark.watch;

import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** What tasks that trained came to, added up: it takes no more room for more of them. */
final class TrainedTasks {

  private static final Comparator<String> BY_AGE =
      Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder());

  private final SortedMap<String, ExecutorPace> paces = new TreeMap<>(BY_AGE);
  private long resultBytes;

  /**
   * Adds a task.
   *
   * @param task of one executor
   * @param bytes size of what it came to
   */
  void add(ExecutorPace task, long bytes) {
    paces.merge(task.executor(), task, ExecutorPace::plus);
    resultBytes = Math.max(resultBytes, bytes);
  }

  /** What each executor did, in the order of their numbers. */
  List<ExecutorPace> paces() {
    return List.copyOf(paces.values());
  }

  /** Bytes of the largest result. */
  long resultBytes() {
    return resultBytes;
  }
}
