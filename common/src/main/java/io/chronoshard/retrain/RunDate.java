package io.chronoshard.retrain;

import io.chronoshard.config.TimeAxis;
import io.chronoshard.error.ConfigurationException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;

/**
 * A date of retraining: the history before it is known, and nothing else.
 *
 * @param instant of whole seconds
 */
public record RunDate(Instant instant) implements Comparable<RunDate> {

  /** No colon: Hadoop's paths have none. Sorted as text, dates are in order. */
  private static final DateTimeFormatter NAME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private static final String PREFIX = "retrain-";

  /** Refuses parts of seconds, which its name would not tell. */
  public RunDate {
    if (!instant.equals(instant.truncatedTo(ChronoUnit.SECONDS))) {
      throw new IllegalArgumentException(instant + " is not of whole seconds");
    }
  }

  /** The date of an instant, without its part of a second. */
  public static RunDate of(Instant instant) {
    return new RunDate(instant.truncatedTo(ChronoUnit.SECONDS));
  }

  /**
   * As an operator or a scheduler writes it: a day, which begins in UTC, or a time with its offset.
   *
   * @throws ConfigurationException where it is neither
   */
  public static RunDate parse(String text) {
    try {
      return of(
          text.length() == "2024-03-01".length()
              ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
              : OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeException e) {
      throw new ConfigurationException(
          String.format(
              Locale.ROOT,
              "--run-date \"%s\" is no date; write a day such as 2024-03-01, which begins in UTC, or a time with its"
                  + " offset such as 2024-03-01T02:30:00+01:00",
              text),
          e);
    }
  }

  /**
   * Sees to it that the history before it can be known.
   *
   * @throws ConfigurationException where it lies in the future
   */
  public void requireNotAfter(Instant now) {
    if (instant.isAfter(now)) {
      throw new ConfigurationException(
          String.format(
              Locale.ROOT,
              "the date %s lies in the future, by the clock of this machine it is %s: what comes until then is not known"
                  + " yet; give a --run-date that is past, or none for now",
              this,
              now.truncatedTo(ChronoUnit.SECONDS)));
    }
  }

  /** The first step that is not known at this date. */
  public long step(TimeAxis axis) {
    return axis.stepAt(instant.toEpochMilli());
  }

  /** The run of this date. */
  public String runId() {
    return PREFIX + NAME.format(instant);
  }

  /** The date of a run; nothing where it is a run of something else. */
  public static Optional<RunDate> ofRun(String runId) {
    if (!runId.startsWith(PREFIX)) {
      return Optional.empty();
    }
    try {
      return Optional.of(new RunDate(NAME.parse(runId.substring(PREFIX.length()), Instant::from)));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /**
   * The date that a run belongs to: that which decides it, one that only told what would be
   * decided, or one that trained a challenger; nothing where it is a run of something else.
   */
  public static Optional<RunDate> within(String runId) {
    int end = runId.indexOf('Z') + 1;
    return end == runId.length() || runId.startsWith(".", end) || runId.startsWith("-", end)
        ? ofRun(runId.substring(0, end))
        : Optional.empty();
  }

  @Override
  public int compareTo(RunDate other) {
    return instant.compareTo(other.instant);
  }

  @Override
  public String toString() {
    return instant.toString();
  }
}
