package io.chronoshard.retrain;

import io.chronoshard.config.QualitySettings;
import io.chronoshard.config.TimeAxis;
import io.chronoshard.grid.History;
import java.util.List;

/**
 * Which steps are looked at.
 *
 * @param from the first step that new ones are compared with
 * @param newFrom the first new step
 * @param to the step behind the last one
 * @param stretchSteps steps that are summed up together
 * @param channels that are looked at, by name
 */
public record QualityRange(
    long from, long newFrom, long to, int stretchSteps, List<String> channels) {

  /** Copies the list, and refuses stretches of nothing. */
  public QualityRange {
    if (stretchSteps < 1 || newFrom > to || from > newFrom) {
      throw new IllegalArgumentException(
          "steps " + from + ", " + newFrom + ", " + to + " in stretches of " + stretchSteps);
    }
    channels = List.copyOf(channels);
  }

  /**
   * Of a history.
   *
   * @param known the step behind the last one of the champion's data
   * @param channels that are looked at
   */
  public static QualityRange of(
      QualitySettings settings, History history, long known, List<String> channels) {
    TimeAxis axis = history.axis();
    long newFrom = Math.max(history.fromStep(), Math.min(known, history.toStep()));
    return new QualityRange(
        Math.max(history.fromStep(), newFrom - settings.reference().steps(axis)),
        newFrom,
        history.toStep(),
        settings.stretch().steps(axis),
        channels);
  }

  /** The number of the stretch that a step lies in; the newest one is -1. */
  long stretch(long step) {
    return Math.floorDiv(step - to, (long) stretchSteps);
  }

  /** Whether a stretch has a new step. */
  boolean isNew(long stretch) {
    return to + (stretch + 1) * stretchSteps > newFrom;
  }

  /** Whether a step is looked at. */
  public boolean holds(long step) {
    return from <= step && step < to;
  }
}
