package io.chronoshard.retrain;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which dates are to be decided, so that none is lost and none is done twice.
 *
 * @param every from one date to the next; nothing where only the asked one counts
 */
public record DueDates(Optional<Duration> every) {

  /**
   * The dates to decide, the oldest first.
   *
   * <pre>
   * decided          every   every        asked
   *    |---------------|-------|------------|
   *                   due     due          due
   * </pre>
   *
   * @param decided the newest date that is decided
   * @param asked the date that was asked for
   */
  public List<RunDate> of(Optional<RunDate> decided, RunDate asked) {
    List<RunDate> due = new ArrayList<>();
    if (decided.isPresent() && every.isPresent()) {
      for (Instant missed = decided.get().instant().plus(every.get());
          missed.isBefore(asked.instant());
          missed = missed.plus(every.get())) {
        due.add(RunDate.of(missed));
      }
    }
    due.add(asked);
    return due;
  }

  /**
   * The date that is asked for where nobody names one: now, or the history's end where that lies
   * before; with a time from one date to the next the newest such date that is not after it, which
   * is the decided one where no other is due yet.
   *
   * @param decided the newest date that is decided
   * @param end of the history
   */
  public RunDate usual(Optional<RunDate> decided, Instant now, Instant end) {
    Instant newest = now.isBefore(end) ? now : end;
    if (decided.isEmpty() || every.isEmpty()) {
      return RunDate.of(newest);
    }
    Instant last = decided.get().instant();
    long whole = Math.max(0, Duration.between(last, newest).dividedBy(every.get()));
    return RunDate.of(last.plus(every.get().multipliedBy(whole)));
  }
}
