package io.chronoshard.evaluate;

import io.chronoshard.config.TimeAxis;
import io.chronoshard.evaluate.Alarms.Detection;
import io.chronoshard.evaluate.Alarms.Shown;
import io.chronoshard.model.alarm.AnomalyRule;
import io.chronoshard.split.Interval;
import io.chronoshard.window.WindowShape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * What the alarms of an evaluation come to.
 *
 * @param rule what tells windows anomalous
 * @param shape of the windows
 * @param axis what steps are
 * @param events to compare alarms with, where there are labels
 */
public record AlarmSummary(
    AnomalyRule rule, WindowShape shape, TimeAxis axis, Optional<LabelledEvents> events) {

  private static final double DAY_MILLIS = 86_400_000.0;

  /** Runs that are listed at most. */
  private static final int SHOWN = 1000;

  /**
   * The alarms of all series.
   *
   * @param total what all blocks contribute, in their order
   */
  public Alarms of(BlockEvaluation total) {
    long windows = total.errors().windows();
    Map<String, List<AlarmRun>> runs = new TreeMap<>();
    for (AlarmRun run : total.alarms()) {
      runs.computeIfAbsent(run.series(), name -> new ArrayList<>()).add(run);
    }
    long count = runs.values().stream().mapToLong(List::size).sum();
    return new Alarms(
        rule.budget(),
        rule.threshold(),
        rule.training(),
        rule.validation(),
        windows,
        runs.values().stream().flatMap(List::stream).mapToLong(AlarmRun::windows).sum(),
        count,
        axis.hasClock()
            ? count * DAY_MILLIS / ((double) windows * shape.stride() * axis.stepMillis())
            : Double.NaN,
        events.map(labelled -> detection(labelled, runs)),
        shape.ahead(),
        shown(runs));
  }

  private Detection detection(LabelledEvents labelled, Map<String, List<AlarmRun>> runs) {
    long all = labelled.events().values().stream().mapToLong(List::size).sum();
    long found = 0;
    double delay = 0;
    for (Map.Entry<String, List<Interval>> series : labelled.events().entrySet()) {
      List<AlarmRun> own = runs.getOrDefault(series.getKey(), List.of());
      for (Interval event : series.getValue()) {
        OptionalLong first =
            own.stream().map(run -> firstIn(run, event)).flatMapToLong(OptionalLong::stream).min();
        if (first.isPresent()) {
          found++;
          delay += first.getAsLong() - event.from();
        }
      }
    }
    long count = 0;
    long wrong = 0;
    for (Map.Entry<String, List<AlarmRun>> series : runs.entrySet()) {
      for (AlarmRun run : series.getValue()) {
        count++;
        wrong += isEvent(series.getKey(), run) ? 0 : 1;
      }
    }
    return new Detection(
        labelled.label(),
        all,
        found,
        wrong,
        (double) (count - wrong) / count,
        (double) found / all,
        delay / found);
  }

  /** The step of a run's first alarm within an event. */
  private OptionalLong firstIn(AlarmRun run, Interval event) {
    long from = run.from() + shape.ahead();
    long later = Math.max(0, -Math.floorDiv(from - event.from(), (long) shape.stride()));
    long first = from + later * shape.stride();
    return first <= run.to() + shape.ahead() && first < event.to()
        ? OptionalLong.of(first)
        : OptionalLong.empty();
  }

  private boolean isEvent(String series, AlarmRun run) {
    return events.stream()
        .flatMap(labelled -> labelled.of(series).stream())
        .anyMatch(event -> firstIn(run, event).isPresent());
  }

  private List<Shown> shown(Map<String, List<AlarmRun>> runs) {
    List<Shown> shown = new ArrayList<>();
    runs.forEach(
        (series, own) -> {
          for (AlarmRun run : own.subList(0, Math.min(own.size(), SHOWN - shown.size()))) {
            shown.add(
                new Shown(
                    series,
                    (run.from() + shape.ahead()) * axis.stepMillis(),
                    (run.to() + shape.ahead()) * axis.stepMillis(),
                    run.windows(),
                    run.worst(),
                    isEvent(series, run)));
          }
        });
    return shown;
  }
}
