package io.chronoshard.retrain;

import io.chronoshard.config.QualitySettings;
import io.chronoshard.config.TimeAxis;
import io.chronoshard.grid.History;
import java.util.List;

/**
 * Which steps are looked at.
 *
 * <pre>
 *        reference             new
 * |····················|················|      |
 * from              newFrom            to     date
 *                      |← hold at most →|
 * </pre>
 *
 * What lies further back than the hold was looked at by dates before, and stops no more: it is what
 * newer steps are compared with. However old the champion is, as much as the hold is looked at as
 * new.
 *
 * @param from the first step that new ones are compared with
 * @param newFrom the first step that is looked at as new
 * @param to the step behind the history's last one
 * @param known the step behind the last one that the champion knows
 * @param date the step of the run's date
 * @param stretchSteps steps that are summed up together
 * @param channels that are looked at, by name
 */
public record QualityRange(
    long from,
    long newFrom,
    long to,
    long known,
    long date,
    int stretchSteps,
    List<String> channels) {

  /** Copies the list, and refuses stretches of nothing. */
  public QualityRange {
    if (stretchSteps < 1 || known > newFrom || newFrom > to || to > date || from > newFrom) {
      throw new IllegalArgumentException(
          "steps " + List.of(from, newFrom, to, known, date) + " in stretches of " + stretchSteps);
    }
    channels = List.copyOf(channels);
  }

  /**
   * Of a history.
   *
   * @param known the step behind the last one of the champion's data
   * @param date the step of the run's date, behind all of the history
   * @param channels that are looked at
   */
  public static QualityRange of(
      QualitySettings settings, History history, long known, long date, List<String> channels) {
    TimeAxis axis = history.axis();
    long to = history.toStep();
    long champion = Math.max(history.fromStep(), Math.min(known, to));
    long newFrom = Math.max(champion, to - settings.hold().steps(axis));
    return new QualityRange(
        Math.max(history.fromStep(), newFrom - settings.reference().steps(axis)),
        newFrom,
        to,
        champion,
        date,
        settings.stretch().steps(axis),
        channels);
  }

  /** The number of the stretch that a step lies in; the newest one is -1. */
  long stretch(long step) {
    return Math.floorDiv(step - to, (long) stretchSteps);
  }

  /** The first step of a stretch. */
  long firstStep(long stretch) {
    return to + stretch * stretchSteps;
  }

  /** Whether a stretch has a new step. */
  boolean isNew(long stretch) {
    return firstStep(stretch + 1) > newFrom;
  }

  /** Whether a step is looked at. */
  public boolean holds(long step) {
    return from <= step && step < to;
  }
}
