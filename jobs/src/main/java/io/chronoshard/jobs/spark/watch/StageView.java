package io.chronoshard.jobs.spark.watch;

import java.util.Collection;
import java.util.List;

/**
 * A stage that runs, at a moment.
 *
 * @param job what its job does, in words
 * @param parts what its tasks work on
 * @param tasks how many it has
 * @param since when it began, or when one of its tasks last began or ended
 * @param running tasks
 * @param doneMillis how long each of those took that are done
 * @param usualMillis how long a task took of the last stage of its kind; 0 where there was none
 */
record StageView(
    String job,
    Parts parts,
    int tasks,
    long since,
    Collection<RunningTask> running,
    List<Long> doneMillis,
    long usualMillis) {

  /** What tasks of a stage work on. */
  enum Parts {
    /** Each on the shard of its number, which executors keep. */
    SHARDS("shard"),
    /** Each on a part of something else. */
    OTHERS("task");

    private final String one;

    Parts(String one) {
      this.one = one;
    }

    @Override
    public String toString() {
      return one;
    }
  }

  StageView {
    running = List.copyOf(running);
    doneMillis = List.copyOf(doneMillis);
  }

  /** How long others take: most of this stage, or those of the one before; 0 if nobody knows. */
  long othersMillis() {
    return 2 * doneMillis.size() >= tasks ? median(doneMillis) : usualMillis;
  }

  /** The time that half of some take at most; 0 of none. */
  static long median(List<Long> millis) {
    List<Long> sorted = millis.stream().sorted().toList();
    return sorted.isEmpty() ? 0 : sorted.get((sorted.size() - 1) / 2);
  }
}
