package io.chronoshard.report;

import io.chronoshard.config.TimeAxis;
import io.chronoshard.split.Interval;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * Steps as people say them: instants in UTC and spans of time, or rows and cycles where these are
 * counted.
 */
final class StepText {

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d\u00A0MMM\u00A0uuuu", Locale.ENGLISH).withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter SECOND =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

  /** Keeps a number and its unit on one line. */
  private static final String NO_BREAK = "\u00A0";

  private static final long SECOND_MILLIS = 1_000;
  private static final long MINUTE_MILLIS = 60 * SECOND_MILLIS;
  private static final long HOUR_MILLIS = 60 * MINUTE_MILLIS;
  private static final long DAY_MILLIS = 24 * HOUR_MILLIS;

  private final TimeAxis axis;

  StepText(TimeAxis axis) {
    this.axis = axis;
  }

  /** Whether steps are instants. */
  boolean isClock() {
    return axis.kind() == TimeAxis.Kind.CLOCK;
  }

  /**
   * The instant of a step to the minute (or the second, where steps need it), or its row or cycle.
   */
  String time(long step) {
    if (!isClock()) {
      return noun() + " " + Numbers.count(step);
    }
    DateTimeFormatter format = axis.stepMillis() % MINUTE_MILLIS == 0 ? MINUTE : SECOND;
    return format.format(instant(step));
  }

  private String noun() {
    return axis.kind() == TimeAxis.Kind.CYCLES ? "cycle" : "row";
  }

  /**
   * The first and the last day of an interval that is not empty, or its first and last row or
   * cycle.
   */
  String period(Interval interval) {
    if (interval.isEmpty()) {
      return Numbers.NONE;
    }
    if (!isClock()) {
      return noun()
          + "s "
          + Numbers.count(interval.from())
          + " – "
          + Numbers.count(interval.to() - 1);
    }
    String first = DAY.format(instant(interval.from()));
    String last = DAY.format(instant(interval.to() - 1));
    return first.equals(last) ? first : first + "\u00A0– " + last;
  }

  /** A span of steps: {@code 24 h}, {@code 1 h 30 min}, {@code 144 rows}. */
  String span(long steps) {
    if (!isClock()) {
      return Numbers.count(steps, noun());
    }
    long millis = Math.multiplyExact(steps, axis.stepMillis());
    if (millis >= 3 * DAY_MILLIS) {
      return units(millis, DAY_MILLIS, "d", HOUR_MILLIS, "h");
    }
    if (millis >= HOUR_MILLIS) {
      return units(millis, HOUR_MILLIS, "h", MINUTE_MILLIS, "min");
    }
    if (millis >= MINUTE_MILLIS) {
      return units(millis, MINUTE_MILLIS, "min", SECOND_MILLIS, "s");
    }
    return millis % SECOND_MILLIS == 0
        ? units(millis, SECOND_MILLIS, "s", 1, "ms")
        : Numbers.count(millis) + NO_BREAK + "ms";
  }

  /** An instant to the minute, for a column that says that it is in UTC. */
  static String time(Instant instant) {
    return MINUTE.format(instant);
  }

  /** An instant to the minute. */
  static String minute(Instant instant) {
    return MINUTE.format(instant) + " UTC";
  }

  private static String units(long millis, long large, String largeName, long small, String name) {
    String text = Numbers.count(millis / large) + NO_BREAK + largeName;
    long rest = millis % large / small;
    return rest == 0 ? text : text + NO_BREAK + rest + NO_BREAK + name;
  }

  private Instant instant(long step) {
    return Instant.ofEpochMilli(Math.multiplyExact(step, axis.stepMillis()));
  }
}
