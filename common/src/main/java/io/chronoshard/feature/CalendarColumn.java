package io.chronoshard.feature;

import io.chronoshard.config.FeatureSettings.Calendar;
import io.chronoshard.grid.Slice;
import io.chronoshard.grid.StepTimes;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Sine or cosine of a step's place in a cycle of the calendar, at the cycle's frequency or a
 * multiple of it.
 *
 * @param harmonic times the frequency, from 1
 */
record CalendarColumn(String name, Calendar cycle, ZoneId zone, Function function, int harmonic)
    implements FeatureColumn {

  /** Which coordinate on the circle. */
  enum Function {
    SINE,
    COSINE
  }

  /** The columns of a cycle, of harmonic after harmonic. */
  static List<CalendarColumn> of(Calendar cycle, ZoneId zone, int harmonics) {
    String name = cycle.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    List<CalendarColumn> columns = new ArrayList<>();
    for (int harmonic = 1; harmonic <= harmonics; harmonic++) {
      String times = harmonic == 1 ? ")" : " " + harmonic + ")";
      columns.add(
          new CalendarColumn(name + " (sine" + times, cycle, zone, Function.SINE, harmonic));
      columns.add(
          new CalendarColumn(name + " (cosine" + times, cycle, zone, Function.COSINE, harmonic));
    }
    return columns;
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
        2
            * Math.PI
            * harmonic
            * fraction(LocalDateTime.ofInstant(Instant.ofEpochMilli(millis), zone));
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
