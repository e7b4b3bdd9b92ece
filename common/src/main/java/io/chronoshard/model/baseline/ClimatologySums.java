package io.chronoshard.model.baseline;

import java.util.Arrays;

/**
 * Sums of the known targets in each place of the calendar.
 *
 * @param values {@code [place][target]}
 * @param counts how many values each is of
 */
public record ClimatologySums(double[] values, long[] counts) {

  /** Of nothing. */
  static ClimatologySums none(int cells) {
    return new ClimatologySums(new double[cells], new long[cells]);
  }

  void add(int cell, float value) {
    if (!Float.isNaN(value)) {
      values[cell] += value;
      counts[cell]++;
    }
  }

  /** Both, this one's values first. */
  ClimatologySums plus(ClimatologySums next) {
    ClimatologySums sum = none(values.length);
    Arrays.setAll(sum.values, cell -> values[cell] + next.values[cell]);
    Arrays.setAll(sum.counts, cell -> counts[cell] + next.counts[cell]);
    return sum;
  }

  /** Days of the year of which a target is known at all. */
  int knownDays(CalendarPlaces places, int targets, int target) {
    int known = 0;
    for (int day = 0; day < places.days(); day++) {
      boolean found = false;
      for (int rest = 0; rest < places.ofOneDay() && !found; rest++) {
        found = counts[(day * places.ofOneDay() + rest) * targets + target] > 0;
      }
      known += found ? 1 : 0;
    }
    return known;
  }

  /**
   * The mean of each place: over the days around it or, where none of these is known, the nearest
   * that are; NaN where no day knows the place.
   *
   * @param around days before and after a day of the year that count as that day
   * @return {@code [place][target]}
   */
  float[] means(CalendarPlaces places, int targets, int around) {
    float[] means = new float[values.length];
    int ofOneDay = places.ofOneDay();
    for (int rest = 0; rest < ofOneDay; rest++) {
      for (int target = 0; target < targets; target++) {
        DayRing ring = new DayRing(places.days());
        for (int day = 0; day < places.days(); day++) {
          int cell = (day * ofOneDay + rest) * targets + target;
          ring.set(day, values[cell], counts[cell]);
        }
        for (int day = 0; day < places.days(); day++) {
          means[(day * ofOneDay + rest) * targets + target] = ring.mean(day, around);
        }
      }
    }
    return means;
  }

  /** Values of the days of a year, of which the last is beside the first. */
  private static final class DayRing {

    private final double[] values;
    private final long[] counts;

    DayRing(int days) {
      values = new double[days];
      counts = new long[days];
    }

    void set(int day, double value, long count) {
      values[day] = value;
      counts[day] = count;
    }

    float mean(int day, int around) {
      int days = values.length;
      double sum = values[day];
      long count = counts[day];
      // A day is as far away as the year is long at most, and half a year meets itself.
      for (int away = 1; away <= days / 2 && (away <= around || count == 0); away++) {
        int before = Math.floorMod(day - away, days);
        int after = Math.floorMod(day + away, days);
        sum += values[before] + (after == before ? 0 : values[after]);
        count += counts[before] + (after == before ? 0 : counts[after]);
      }
      return count == 0 ? Float.NaN : (float) (sum / count);
    }
  }
}
