package io.chronoshard.evaluate;

import io.chronoshard.model.alarm.AnomalyRule;
import io.chronoshard.window.WindowTargets;

/**
 * Tells windows anomalous, and which labelled events they lie in. An alarm stands at the steps
 * whose values pass the threshold; it is known at the last step that its window forecasts.
 *
 * <pre>
 * window      origin · · x · · · · x     x passes the threshold
 * event                · e e ·     |     found: an x lies in it
 * known                            k     when what happened at the last step is there
 * </pre>
 *
 * @param rule what tells windows anomalous
 * @param values what is forecast of a window
 * @param known steps from a window's origin to the last one that is forecast
 * @param stride steps between consecutive windows
 * @param events to compare alarms with
 */
public record AlarmCheck(
    AnomalyRule rule, WindowTargets values, int known, int stride, LabelledEvents events) {

  /** Of the windows of a block of a series, in their order. */
  AlarmTally of(String series) {
    return new AlarmTally(this, series);
  }
}
