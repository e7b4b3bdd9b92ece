package io.chronoshard.model.baseline;

import io.chronoshard.config.FeatureSettings.Calendar;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;

/**
 * The places of the calendar that a climatology tells apart, numbered from 0: hour by hour, weekday
 * by weekday, day of the year by day of the year.
 *
 * @param by cycles; empty for a single place
 * @param zone of the calendar
 */
public record CalendarPlaces(List<Calendar> by, ZoneId zone) {

  /** Days of a leap year: others have no 29 February. */
  private static final int DAYS = 366;

  private static final int BEFORE_29_FEBRUARY = 59;

  /** Copies the list. */
  public CalendarPlaces {
    by = List.copyOf(by);
  }

  /** How many there are. */
  int count() {
    return days() * ofOneDay();
  }

  /** Days of the year that are told apart. */
  int days() {
    return by.contains(Calendar.DAY_OF_YEAR) ? DAYS : 1;
  }

  /** Places that share a day of the year. */
  int ofOneDay() {
    return (by.contains(Calendar.DAY_OF_WEEK) ? 7 : 1)
        * (by.contains(Calendar.HOUR_OF_DAY) ? 24 : 1);
  }

  /** Whether an instant has to be known to find its place. */
  boolean needClock() {
    return !by.isEmpty();
  }

  /**
   * The place of an instant.
   *
   * @param millis since 1970-01-01T00:00:00Z
   */
  int of(long millis) {
    if (by.isEmpty()) {
      return 0;
    }
    LocalDateTime time = LocalDateTime.ofInstant(Instant.ofEpochMilli(millis), zone);
    int place = by.contains(Calendar.DAY_OF_YEAR) ? dayOfLeapYear(time) : 0;
    if (by.contains(Calendar.DAY_OF_WEEK)) {
      place = place * 7 + time.getDayOfWeek().getValue() - 1;
    }
    return by.contains(Calendar.HOUR_OF_DAY) ? place * 24 + time.getHour() : place;
  }

  private static int dayOfLeapYear(LocalDateTime time) {
    int day = time.getDayOfYear() - 1;
    return day >= BEFORE_29_FEBRUARY && !time.toLocalDate().isLeapYear() ? day + 1 : day;
  }
}
