package io.chronoshard.train.plan;

import java.util.Locale;

/** Seconds as an operator reads them. */
public final class SecondsText {

  private static final double MINUTE = 60;
  private static final double HOUR = 60 * MINUTE;
  private static final double DAY = 24 * HOUR;

  private SecondsText() {}

  /** With the unit in which they are told: {@code 12.3 ms}, {@code 4.56 s}, {@code 7.8 min}. */
  public static String of(double seconds) {
    if (seconds < 0.9995) {
      return number(seconds * 1000) + " ms";
    }
    if (seconds < 2 * MINUTE) {
      return number(seconds) + " s";
    }
    if (seconds < 2 * HOUR) {
      return number(seconds / MINUTE) + " min";
    }
    return seconds < 2 * DAY ? number(seconds / HOUR) + " h" : number(seconds / DAY) + " days";
  }

  private static String number(double amount) {
    int decimals = amount < 9.995 ? 2 : amount < 99.95 ? 1 : 0;
    return String.format(Locale.ROOT, "%,." + decimals + "f", amount);
  }
}
