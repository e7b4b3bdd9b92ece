package io.chronoshard.jobs.retrain;

import io.chronoshard.retrain.RunDate;
import java.time.Instant;
import java.util.Locale;

/**
 * What comes of a date that lies before one that is decided: nothing.
 *
 * @param date that was asked for
 * @param decided the newest one that is decided
 * @param sentence both, as an operator reads it
 */
record OutOfOrder(Instant date, Instant decided, String sentence) {

  static OutOfOrder of(RunDate date, RunDate decided) {
    return new OutOfOrder(
        date.instant(),
        decided.instant(),
        String.format(
            Locale.ROOT,
            "%s lies before %s, which is decided; dates are decided in order, and nothing was done",
            date,
            decided));
  }
}
