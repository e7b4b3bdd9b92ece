package io.chronoshard.retrain;

import io.chronoshard.error.ConfigurationException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Which dates are to be decided, so that none is lost and none is done twice.
 *
 * @param every from one date to the next; nothing where no date is missed
 * @param most dates that are done beside the asked one
 */
public record DueDates(Optional<Duration> every, int most) {

  /**
   * The dates to decide, the oldest first: those whose run was begun and has not ended well, those
   * that were missed, and the asked one. A scheduler is never quite on time, so a date was missed
   * where it lies at least half of the time between dates before the next one.
   *
   * <pre>
   * decided   every     begun   every     asked
   *    |--------|---------|-------|---------|
   *            due       due     due       due
   * </pre>
   *
   * @param decided the newest date that is decided
   * @param begun dates whose run was begun, sorted
   * @param asked the date that was asked for
   * @throws ConfigurationException where there are more than are done at once
   */
  public List<RunDate> of(Optional<RunDate> decided, List<RunDate> begun, RunDate asked) {
    List<RunDate> due = new ArrayList<>();
    Optional<RunDate> last = decided;
    for (RunDate date : begun) {
      if (date.compareTo(asked) < 0
          && decided.filter(done -> date.compareTo(done) <= 0).isEmpty()) {
        addMissed(last, date, due);
        due.add(date);
        last = Optional.of(date);
      }
    }
    addMissed(last, asked, due);
    if (due.size() > most) {
      throw tooMany(due, asked);
    }
    due.add(asked);
    return due;
  }

  /** Those between two dates. */
  private void addMissed(Optional<RunDate> last, RunDate next, List<RunDate> due) {
    if (last.isPresent() && every.isPresent()) {
      Duration step = every.get();
      Instant latest = next.instant().minus(step.dividedBy(2));
      for (Instant missed = last.get().instant().plus(step);
          !missed.isAfter(latest) && due.size() <= most;
          missed = missed.plus(step)) {
        due.add(RunDate.of(missed));
      }
    }
  }

  private ConfigurationException tooMany(List<RunDate> due, RunDate asked) {
    return new ConfigurationException(
        String.format(
            Locale.ROOT,
            "more than retrain.catch-up = %d dates from %s on were missed or did not end well before %s, and nothing was"
                + " done; run with --only to decide that one alone and leave the others out for good, or do them in turns:"
                + " --run-date with an earlier date, or a higher retrain.catch-up",
            most,
            due.get(0),
            asked));
  }

  /**
   * The date that is asked for where nobody names one: now, wherever the history ends, so that a
   * feed that has stopped is noticed. With a time from one date to the next the newest such date
   * that is not after now: counted from the decided one, which it is where no other is due yet, or
   * from 1970 in UTC, so that it is the same whenever a run is tried again.
   *
   * @param decided the newest date that is decided
   */
  public RunDate usual(Optional<RunDate> decided, Instant now) {
    if (every.isEmpty()) {
      return RunDate.of(now);
    }
    Instant first = decided.map(RunDate::instant).orElse(Instant.EPOCH);
    long whole = Math.max(0, Duration.between(first, now).dividedBy(every.get()));
    return RunDate.of(first.plus(every.get().multipliedBy(whole)));
  }
}
