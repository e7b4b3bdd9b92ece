package io.chronoshard.feature;

import io.chronoshard.config.FeatureSettings.Calendar;
import io.chronoshard.grid.Slice;
import io.chronoshard.grid.StepTimes;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;

/** Sine or cosine of a step's place in a cycle of the calendar. */
record CalendarColumn(String name, Calendar cycle, ZoneId zone, Function function)
    implements FeatureColumn {

  /** Which coordinate on the circle. */
  enum Function {
    SINE,
    COSINE
  }

  static List<CalendarColumn> of(Calendar cycle, ZoneId zone) {
    String name = cycle.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    return List.of(
        new CalendarColumn(name + " (sine)", cycle, zone, Function.SINE),
        new CalendarColumn(name + " (cosine)", cycle, zone, Function.COSINE));
  }

  @Override
  public int lookBack() {
    return 0;
  }

  @Override
  public Scaling scaling() {
    return Scaling.NONE;
  }

  @Override
  public float value(Slice grid, StepTimes times, long step) {
    long millis = times.millis(step);
    if (millis == StepTimes.UNKNOWN) {
      return Float.NaN;
    }
    double angle =
        2 * Math.PI * fraction(LocalDateTime.ofInstant(Instant.ofEpochMilli(millis), zone));
    return (float) (function == Function.SINE ? StrictMath.sin(angle) : StrictMath.cos(angle));
  }

  /** The place in the cycle, in [0, 1). */
  private double fraction(LocalDateTime time) {
    double day = time.toLocalTime().toNanoOfDay() / 86_400e9;
    return switch (cycle) {
      case HOUR_OF_DAY -> day;
      case DAY_OF_WEEK -> (time.getDayOfWeek().getValue() - 1 + day) / 7;
      case DAY_OF_YEAR -> (time.getDayOfYear() - 1 + day) / time.toLocalDate().lengthOfYear();
    };
  }
}
