package io.chronoshard.evaluate;

import io.chronoshard.split.Interval;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The alarms of the windows of one block so far. */
final class AlarmTally {

  private final AlarmCheck check;
  private final String series;
  private final List<Interval> events;
  private final List<AlarmRun> runs = new ArrayList<>();
  private final Map<Integer, Long> delays = new HashMap<>();
  private long windows;

  AlarmTally(AlarmCheck check, String series) {
    this.check = check;
    this.series = series;
    this.events = check.events().of(series);
  }

  /**
   * Looks at a window, which follows on those before.
   *
   * @param residuals forecasts less what happened, of each value
   * @return whether it is an alarm
   */
  boolean isAlarm(long origin, float[] residuals) {
    windows++;
    float worst = check.rule().worst(residuals, 0);
    boolean isAlarm = check.rule().isAlarm(worst);
    boolean isEvent = false;
    long last = origin + check.known();
    for (int place = firstAfter(origin);
        place < events.size() && events.get(place).from() <= last;
        place++) {
      isEvent |= isAlarmOf(place, origin, isAlarm ? residuals : new float[0]);
    }
    if (isAlarm) {
      AlarmRun.add(runs, new AlarmRun(series, origin, origin, check.stride(), 1, worst, isEvent));
    }
    return isAlarm;
  }

  /**
   * Whether a window's alarm stands in an event.
   *
   * @param residuals of its values; none where it is no alarm
   */
  private boolean isAlarmOf(int place, long origin, float[] residuals) {
    Interval event = events.get(place);
    boolean isAlarm = false;
    for (int value = 0; value < check.values().size(); value++) {
      if (event.contains(origin + check.values().lead(value))) {
        boolean passes =
            value < residuals.length
                && check.rule().isAlarm(check.rule().score(value, residuals[value]));
        long delay = passes ? origin + check.known() - event.from() : BlockAlarms.MISSED;
        delays.merge(place, delay, Math::min);
        isAlarm |= passes;
      }
    }
    return isAlarm;
  }

  /** The place of the first event that does not end before a step. */
  private int firstAfter(long step) {
    int from = 0;
    int to = events.size();
    while (from < to) {
      int middle = (from + to) >>> 1;
      if (events.get(middle).to() <= step) {
        from = middle + 1;
      } else {
        to = middle;
      }
    }
    return from;
  }

  BlockAlarms done() {
    return new BlockAlarms(windows, runs, delays);
  }
}
