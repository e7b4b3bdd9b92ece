package io.chronoshard.evaluate;

import java.util.List;
import java.util.stream.Stream;

/**
 * What the alarms of whole series come to.
 *
 * @param windows that were looked at
 * @param alarms of these, alarms
 * @param runs alarms of consecutive windows, counted once
 * @param eventRuns of these, those of which an alarm stands in a labelled event
 * @param events labelled ones of which a window forecasts a step
 * @param found of these, those in which an alarm stands
 * @param delays of these, the sum of steps from the beginning to the first alarm
 * @param shown the first runs, by series and time
 */
public record AlarmTotals(
    long windows,
    long alarms,
    long runs,
    long eventRuns,
    long events,
    long found,
    long delays,
    List<AlarmRun> shown) {

  /** Runs that are kept at most. */
  static final int SHOWN = 1000;

  /** Of no series. */
  public static final AlarmTotals NONE = new AlarmTotals(0, 0, 0, 0, 0, 0, 0, List.of());

  /** Copies the list. */
  public AlarmTotals {
    shown = List.copyOf(shown);
  }

  /** Of one whole series. */
  static AlarmTotals of(BlockAlarms series) {
    List<AlarmRun> runs = series.runs();
    List<Long> delays =
        series.delays().values().stream().filter(delay -> delay != BlockAlarms.MISSED).toList();
    return new AlarmTotals(
        series.windows(),
        runs.stream().mapToLong(AlarmRun::windows).sum(),
        runs.size(),
        runs.stream().filter(AlarmRun::isEvent).count(),
        series.delays().size(),
        delays.size(),
        delays.stream().mapToLong(Long::longValue).sum(),
        runs.subList(0, Math.min(SHOWN, runs.size())));
  }

  /** These and those of series that follow. */
  AlarmTotals plus(AlarmTotals next) {
    return new AlarmTotals(
        windows + next.windows,
        alarms + next.alarms,
        runs + next.runs,
        eventRuns + next.eventRuns,
        events + next.events,
        found + next.found,
        delays + next.delays,
        Stream.concat(shown.stream(), next.shown.stream()).limit(SHOWN).toList());
  }
}
