package io.chronoshard.evaluate;

import java.util.ArrayList;
import java.util.List;

/**
 * Alarms of consecutive windows of one series.
 *
 * @param from the first window's origin
 * @param to the last one's
 * @param windows how many
 * @param worst the largest score among them
 */
public record AlarmRun(long from, long to, long windows, float worst) {

  /**
   * Adds an alarm behind others: to the last run where its window follows on that one's.
   *
   * @param stride steps between consecutive windows
   */
  static void add(List<AlarmRun> runs, AlarmRun next, int stride) {
    int last = runs.size() - 1;
    if (last < 0 || runs.get(last).to + stride != next.from) {
      runs.add(next);
      return;
    }
    AlarmRun run = runs.get(last);
    runs.set(
        last,
        new AlarmRun(
            run.from, next.to, run.windows + next.windows, Math.max(run.worst, next.worst)));
  }

  /** The runs of some blocks of a series, in their order. */
  static List<AlarmRun> merged(List<List<AlarmRun>> blocks, int stride) {
    List<AlarmRun> runs = new ArrayList<>();
    blocks.forEach(block -> block.forEach(run -> add(runs, run, stride)));
    return runs;
  }
}
