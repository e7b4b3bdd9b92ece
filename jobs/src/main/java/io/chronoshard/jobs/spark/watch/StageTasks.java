package io.chronoshard.jobs.spark.watch;

import io.chronoshard.train.RoundWindows;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The tasks of a stage that runs. */
final class StageTasks {

  private final String job;
  private final StageView.Parts parts;
  private final Optional<RoundWindows> trains;
  private final int tasks;
  private final Map<Long, RunningTask> running = new HashMap<>();
  private final List<Long> doneMillis = new ArrayList<>();
  private final long usualMillis;
  private long since;

  /**
   * Of a stage that begins.
   *
   * @param job what its job does, in words
   * @param parts what its tasks work on
   * @param trains the windows that it trains of each shard; nothing where it does something else
   * @param since when it began
   * @param usualMillis how long a task took of the last stage of its kind; 0 where there was none
   */
  StageTasks(
      String job,
      StageView.Parts parts,
      Optional<RoundWindows> trains,
      int tasks,
      long since,
      long usualMillis) {
    this.job = job;
    this.parts = parts;
    this.trains = trains;
    this.usualMillis = usualMillis;
    this.tasks = tasks;
    this.since = since;
  }

  /** The windows that it trains of each shard; nothing where it does something else. */
  Optional<RoundWindows> trains() {
    return trains;
  }

  void started(long id, RunningTask task) {
    running.put(id, task);
    since = Math.max(since, task.since());
  }

  void change(long id, UnaryOperator<RunningTask> change) {
    running.computeIfPresent(id, (same, task) -> change.apply(task));
  }

  void done(long id, long at, long millis) {
    if (running.remove(id) != null) {
      doneMillis.add(millis);
      since = Math.max(since, at);
    }
  }

  /** A task that failed, or whose copy was done before it. */
  void gone(long id, long at) {
    running.remove(id);
    since = Math.max(since, at);
  }

  StageView view() {
    return new StageView(job, parts, tasks, since, running.values(), doneMillis, usualMillis);
  }
}
