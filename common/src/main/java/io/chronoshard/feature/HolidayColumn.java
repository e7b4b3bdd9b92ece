package io.chronoshard.feature;

import io.chronoshard.grid.Slice;
import io.chronoshard.grid.StepTimes;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collections;

/** 1 where a step's local date is a holiday, 0 elsewhere. */
record HolidayColumn(Holidays holidays, ZoneId zone) implements FeatureColumn {

  @Override
  public String name() {
    return "holiday";
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
    long day = LocalDate.ofInstant(Instant.ofEpochMilli(millis), zone).toEpochDay();
    return Collections.binarySearch(holidays.epochDays(), day) >= 0 ? 1 : 0;
  }
}
