package io.chronoshard.jobs.retrain;

import io.chronoshard.config.AlertSettings.Occasion;
import io.chronoshard.jobs.cli.ExitCodes;
import io.chronoshard.retrain.RunDate;
import java.util.Locale;
import java.util.Optional;

/** How far a retraining has come, so that whoever is told of its failure knows of which date. */
final class Place {

  private Optional<RunDate> date = Optional.empty();
  private Optional<RunDate> waiting = Optional.empty();
  private boolean isAnothers;

  /** A date is done. */
  void at(RunDate one) {
    date = Optional.of(one);
    waiting = Optional.empty();
  }

  /** A date is done, and another one comes after it. */
  void before(RunDate one, RunDate next) {
    date = Optional.of(one);
    waiting = Optional.of(next);
  }

  /** Another retraining of the model has its lock. */
  void isAnothers() {
    isAnothers = true;
  }

  /**
   * What is told of a failure; nothing where the run that has the lock tells what becomes of it.
   */
  Optional<Alert> failed(String model, Throwable failure) {
    if (isAnothers) {
      return Optional.empty();
    }
    String of = date.map(one -> one + ": ").orElse("");
    return Optional.of(
        new Alert(
            Occasion.FAILURE,
            model,
            date.map(RunDate::toString).orElse("now"),
            of + ExitCodes.told(failure) + past().map(how -> "; " + how).orElse("")));
  }

  /** How to go past it, where it keeps another date from being done. */
  Optional<String> past() {
    return (isAnothers ? Optional.<RunDate>empty() : waiting)
        .map(
            next ->
                String.format(
                    Locale.ROOT,
                    "dates are done in order, and %s waits: mend it and run again, or run with --only to leave out all dates"
                        + " before it for good",
                    next));
  }
}
