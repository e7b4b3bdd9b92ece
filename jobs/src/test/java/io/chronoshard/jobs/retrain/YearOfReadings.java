package io.chronoshard.jobs.retrain;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Locale;
import org.apache.commons.math3.random.MersenneTwister;
import org.apache.commons.math3.util.MathArrays;

/**
 * Made-up readings of a plant, every six hours: half a year that a first model learns from, and the
 * year after. The temperature has a season and a daily cycle, and follows fronts that the pressure
 * knows six hours before. In that year the pressure's sensor drifts for some months, and later it
 * stands still for a week.
 */
final class YearOfReadings {

  /** The year's first day, and its length in days. */
  static final LocalDate FIRST = LocalDate.parse("2022-01-01");

  static final int DAYS = 365;

  /** In which the pressure's offset grows, to stay. */
  static final Days DRIFT = Days.of("2022-03-15", "2022-06-13");

  /** In which the pressure stays what it was. */
  static final Days BROKEN = Days.of("2022-08-18", "2022-08-25");

  /** Readings of a day. */
  static final int OF_DAY = 4;

  private static final int DAYS_BEFORE = 180;
  private static final double DRIFTED = 12;
  private static final LocalDate BEGIN = FIRST.minusDays(DAYS_BEFORE);

  private final double[] temperature = new double[OF_DAY * (DAYS_BEFORE + DAYS)];
  private final double[] pressure = new double[temperature.length];

  /** A part of the year. */
  record Days(LocalDate from, LocalDate to) {

    private static Days of(String from, String to) {
      return new Days(LocalDate.parse(from), LocalDate.parse(to));
    }

    boolean holds(LocalDate date) {
      return !date.isBefore(from) && date.isBefore(to);
    }
  }

  YearOfReadings(int seed) {
    MersenneTwister random = new MersenneTwister(new int[] {seed});
    double[] front = new double[temperature.length + 1];
    for (int i = 1; i < front.length; i++) {
      front[i] = 0.9 * front[i - 1] + 0.44 * random.nextGaussian();
    }
    for (int i = 0; i < temperature.length; i++) {
      temperature[i] =
          10
              - 9 * StrictMath.cos(2 * Math.PI * (date(i).getDayOfYear() - 20) / DAYS)
              + 3 * StrictMath.sin(2 * Math.PI * i / OF_DAY)
              + 3 * front[i]
              + 0.3 * random.nextGaussian();
      pressure[i] =
          BROKEN.holds(date(i))
              ? pressure[i - 1]
              : 1000 + 8 * front[i + 1] + 0.8 * random.nextGaussian() + drifted(date(i));
    }
  }

  private static LocalDate date(int reading) {
    return BEGIN.plusDays(reading / OF_DAY);
  }

  private static double drifted(LocalDate date) {
    double share =
        (double) (date.toEpochDay() - DRIFT.from().toEpochDay())
            / (DRIFT.to().toEpochDay() - DRIFT.from().toEpochDay());
    return DRIFTED * Math.min(1, Math.max(0, share));
  }

  /** The temperature that was read so many steps after the year began. */
  double temperature(int steps) {
    return temperature[DAYS_BEFORE * OF_DAY + steps];
  }

  /** Readings behind the year's begin. */
  static int steps() {
    return DAYS * OF_DAY;
  }

  /** Writes what is there when the year begins. */
  void writeBefore(Path folder) throws IOException {
    write(folder.resolve("before.csv"), 0, DAYS_BEFORE * OF_DAY, temperature);
  }

  /** Writes the year. */
  void writeYear(Path folder) throws IOException {
    write(folder.resolve("year.csv"), DAYS_BEFORE * OF_DAY, temperature.length, temperature);
  }

  /**
   * Writes all, with all temperatures before a day in another order, so that nothing that is
   * forecast of them has to do with what it is forecast from.
   */
  void writeShuffled(Path folder, LocalDate before) throws IOException {
    int to = Math.toIntExact(before.toEpochDay() - BEGIN.toEpochDay()) * OF_DAY;
    int[] order = MathArrays.natural(to);
    MathArrays.shuffle(order, new MersenneTwister(new int[] {3}));
    double[] shuffled = temperature.clone();
    Arrays.setAll(shuffled, i -> temperature[i < to ? order[i] : i]);
    write(folder.resolve("shuffled.csv"), 0, temperature.length, shuffled);
  }

  private void write(Path file, int from, int to, double[] temperatures) throws IOException {
    StringBuilder rows = new StringBuilder("time,temperature,pressure\n");
    for (int i = from; i < to; i++) {
      rows.append(
          String.format(
              Locale.ROOT,
              "%s,%.3f,%.3f%n",
              BEGIN
                  .atStartOfDay(ZoneOffset.UTC)
                  .plus(Duration.ofDays(1).dividedBy(OF_DAY).multipliedBy(i))
                  .toInstant(),
              temperatures[i],
              pressure[i]));
    }
    Files.createDirectories(file.getParent());
    Files.writeString(file, rows);
  }
}
