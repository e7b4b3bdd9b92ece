package io.chronoshard.evaluate;

import java.util.ArrayList;
import java.util.List;

/**
 * Alarms of consecutive windows of one series.
 *
 * @param from the first window's origin
 * @param to the last one's
 * @param stride steps between consecutive windows
 * @param windows how many
 * @param worst the largest score among them
 * @param isEvent whether one of them stands in a labelled event
 */
public record AlarmRun(
    String series, long from, long to, int stride, long windows, float worst, boolean isEvent) {

  /** Adds a run behind others: to the last one where its first window follows on that one's. */
  static void add(List<AlarmRun> runs, AlarmRun next) {
    int last = runs.size() - 1;
    if (last < 0 || !runs.get(last).isFollowedBy(next)) {
      runs.add(next);
      return;
    }
    AlarmRun run = runs.get(last);
    runs.set(
        last,
        new AlarmRun(
            run.series,
            run.from,
            next.to,
            run.stride,
            run.windows + next.windows,
            Math.max(run.worst, next.worst),
            run.isEvent || next.isEvent));
  }

  private boolean isFollowedBy(AlarmRun next) {
    return series.equals(next.series) && to + stride == next.from;
  }

  /** Both, the first ones before the others. */
  static List<AlarmRun> both(List<AlarmRun> some, List<AlarmRun> others) {
    if (some.isEmpty() || others.isEmpty()) {
      return some.isEmpty() ? others : some;
    }
    List<AlarmRun> runs = new ArrayList<>(some);
    add(runs, others.get(0));
    runs.addAll(others.subList(1, others.size()));
    return runs;
  }
}
