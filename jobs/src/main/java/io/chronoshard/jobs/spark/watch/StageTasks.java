package io.chronoshard.jobs.spark.watch;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** The tasks of a stage that runs. */
final class StageTasks {

  private final String job;
  private final Kind kind;
  private final int tasks;
  private final Map<Long, RunningTask> running = new HashMap<>();
  private final List<Long> doneMillis = new ArrayList<>();
  private final long usualMillis;
  private long since;

  /** What its tasks do. */
  enum Kind {
    TRAINS,
    DOES_SOMETHING_ELSE
  }

  StageTasks(String job, Kind kind, int tasks, long since, long usualMillis) {
    this.job = job;
    this.kind = kind;
    this.usualMillis = usualMillis;
    this.tasks = tasks;
    this.since = since;
  }

  /** What its tasks do. */
  Kind kind() {
    return kind;
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
    return new StageView(job, tasks, since, running.values(), doneMillis, usualMillis);
  }
}
