package io.chronoshard.evaluate;

import java.util.List;
import java.util.Optional;

/**
 * The windows that a version told anomalous, of all whose inputs and targets are known, whether or
 * not a baseline has something to stand on in them.
 *
 * @param budget the share of the training windows that may be alarms
 * @param threshold score that an alarm passes
 * @param training the share of the training windows that are alarms
 * @param validation that of the validation part's; no number (NaN) where there were none
 * @param windows that were looked at
 * @param alarms of these, alarms
 * @param runs alarms of consecutive windows, counted once
 * @param perDay such runs a day of windows; no number (NaN) where steps are no times, and of the
 *     newest windows alone
 * @param detection what became of labelled events, where there are labels
 * @param shown the first runs, by series and time
 */
public record Alarms(
    double budget,
    double threshold,
    double training,
    double validation,
    long windows,
    long alarms,
    long runs,
    double perDay,
    Optional<Detection> detection,
    List<Shown> shown) {

  /** Copies the list. */
  public Alarms {
    shown = List.copyOf(shown);
  }

  /** The share of the windows that are alarms. */
  public double share() {
    return (double) alarms / windows;
  }

  /**
   * Alarms beside labelled events. An alarm stands at the steps whose values pass the threshold; it
   * is known at the step of the last value that its window forecasts.
   *
   * @param label the channel
   * @param events how many there are of which a window that was looked at forecasts a step
   * @param unseen further ones, of which none does: nobody could find them
   * @param found events in which an alarm stands
   * @param falseRuns runs of alarms that stand in no event
   * @param precision the share of the runs that stand in an event; no number (NaN) where there are
   *     no runs
   * @param recall the share of the events that are found; no number (NaN) where there are none
   * @param delaySteps mean steps from the beginning of an event that is found to the step at which
   *     its first alarm is known; no number (NaN) where none is found
   */
  public record Detection(
      String label,
      long events,
      long unseen,
      long found,
      long falseRuns,
      double precision,
      double recall,
      double delaySteps) {}

  /**
   * A run of alarms.
   *
   * @param from milliseconds since 1970-01-01T00:00:00Z of the step at which its first alarm is
   *     known, or that step where steps are no times
   * @param to those of the last one
   * @param windows how many
   * @param worst the largest score among them
   * @param isEvent whether it stands in a labelled event; false where there are no labels
   */
  public record Shown(
      String series, long from, long to, long windows, float worst, boolean isEvent) {}
}
