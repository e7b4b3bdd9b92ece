package io.chronoshard.config;

import io.chronoshard.error.ConfigurationException;
import java.util.Locale;

/**
 * A span of time as a configuration writes it: a number of steps, or a duration that must be a
 * whole number of steps.
 *
 * @param amount steps or milliseconds, not negative
 * @param unit what the amount counts
 * @param key the configuration's key, for messages
 */
public record Span(long amount, Unit unit, String key) {

  /** What an amount counts. */
  public enum Unit {
    STEPS,
    MILLISECONDS
  }

  /** A span of steps. */
  public static Span ofSteps(long steps, String key) {
    return new Span(steps, Unit.STEPS, key);
  }

  /**
   * The span in steps of a grid.
   *
   * @throws ConfigurationException where a duration is not a whole number of steps, or the grid has
   *     no clock
   */
  public int steps(TimeAxis axis) {
    long steps = amount;
    if (unit == Unit.MILLISECONDS) {
      if (!axis.hasClock()) {
        throw new ConfigurationException(
            String.format(
                Locale.ROOT,
                "%s = %s: this history counts %s; write the number of %s",
                key,
                text(amount),
                axis.counted(),
                axis.counted()));
      }
      if (amount % axis.stepMillis() != 0) {
        throw new ConfigurationException(
            String.format(
                Locale.ROOT,
                "%s = %s is not a whole number of the grid's steps of %s; write a multiple of it",
                key,
                text(amount),
                axis.text()));
      }
      steps = amount / axis.stepMillis();
    }
    if (steps > Integer.MAX_VALUE / 4) {
      throw new ConfigurationException(
          key + " = " + steps + " steps is too long; the limit is " + Integer.MAX_VALUE / 4);
    }
    return (int) steps;
  }

  /**
   * The span as times are counted: in milliseconds on the clock, in steps elsewhere.
   *
   * @throws ConfigurationException where it is a duration and the grid has no clock
   */
  public long ticks(TimeAxis axis) {
    return unit == Unit.MILLISECONDS && axis.hasClock()
        ? amount
        : Math.multiplyExact(steps(axis), axis.stepMillis());
  }

  /** As messages say it: {@code 24 hours}, or {@code 36} steps. */
  public String text() {
    return unit == Unit.MILLISECONDS ? text(amount) : String.valueOf(amount);
  }

  private static String text(long millis) {
    return TimeAxis.clock(1).text(millis);
  }
}
