package io.chronoshard.evaluate;

import io.chronoshard.config.ChosenWindows;
import io.chronoshard.config.TimeAxis;
import io.chronoshard.evaluate.Alarms.Detection;
import io.chronoshard.evaluate.Alarms.Shown;
import io.chronoshard.model.alarm.AnomalyRule;
import io.chronoshard.window.WindowShape;
import java.util.Optional;

/**
 * What the alarms of an evaluation come to.
 *
 * @param rule what tells windows anomalous
 * @param shape of the windows
 * @param axis what steps are
 * @param windows which of them were looked at
 * @param events that alarms are compared with
 */
public record AlarmSummary(
    AnomalyRule rule,
    WindowShape shape,
    TimeAxis axis,
    ChosenWindows windows,
    LabelledEvents events) {

  private static final double DAY_MILLIS = 86_400_000.0;

  /** The alarms of all series. */
  public Alarms of(AlarmTotals totals) {
    return new Alarms(
        rule.budget(),
        rule.threshold(),
        rule.training(),
        rule.validation(),
        totals.windows(),
        totals.alarms(),
        totals.runs(),
        perDay(totals),
        events.isOfLabel() ? Optional.of(detection(totals)) : Optional.empty(),
        totals.shown().stream().map(this::shown).toList());
  }

  /** One window of each series is no stretch of time. */
  private double perDay(AlarmTotals totals) {
    return axis.hasClock() && windows == ChosenWindows.ALL
        ? totals.runs()
            * DAY_MILLIS
            / ((double) totals.windows() * shape.stride() * axis.stepMillis())
        : Double.NaN;
  }

  private Detection detection(AlarmTotals totals) {
    return new Detection(
        events.label(),
        totals.events(),
        events.count() - totals.events(),
        totals.found(),
        totals.runs() - totals.eventRuns(),
        (double) totals.eventRuns() / totals.runs(),
        (double) totals.found() / totals.events(),
        (double) totals.delays() / totals.found());
  }

  private Shown shown(AlarmRun run) {
    return new Shown(
        run.series(),
        (run.from() + shape.targetsAhead()) * axis.stepMillis(),
        (run.to() + shape.targetsAhead()) * axis.stepMillis(),
        run.windows(),
        run.worst(),
        run.isEvent());
  }
}
