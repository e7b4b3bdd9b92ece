package io.chronoshard.config;

import java.util.List;

/**
 * What a step of the grid is: a regular spacing of clock time, one cycle, or one row.
 *
 * @param kind clock time, cycles or rows
 * @param stepMillis milliseconds between steps on the clock; 1 where cycles or rows are counted
 */
public record TimeAxis(Kind kind, long stepMillis) {

  /** What steps count. */
  public enum Kind {
    /** Step {@code n} is the instant {@code n · stepMillis} after 1970-01-01T00:00:00Z. */
    CLOCK,
    /** Step {@code n} is row {@code n} of the series, from 0. */
    ROWS,
    /** Step {@code n} is cycle {@code n} of the series. */
    CYCLES
  }

  /** Checks that the spacing is positive, and 1 without a clock. */
  public TimeAxis {
    if (stepMillis < 1 || (kind != Kind.CLOCK && stepMillis != 1)) {
      throw new IllegalArgumentException(kind + " with a step of " + stepMillis + " ms");
    }
  }

  /** Whether steps lie on the clock. */
  public boolean hasClock() {
    return kind == Kind.CLOCK;
  }

  /** What is counted where there is no clock: {@code rows} or {@code cycles}. */
  public String counted() {
    return one() + "s";
  }

  private String one() {
    return kind == Kind.ROWS ? "row" : "cycle";
  }

  /** As messages say it: {@code 10 minutes}, {@code a row} or {@code a cycle}. */
  public String text() {
    return hasClock() ? text(1) : "a " + one();
  }

  /** A number of steps as messages say it: {@code 6 hours}, or {@code 36 rows}. */
  public String text(long steps) {
    if (!hasClock()) {
      return steps + " " + (steps == 1 ? one() : counted());
    }
    long millis = Math.multiplyExact(steps, stepMillis);
    for (Unit unit : UNITS) {
      if (millis % unit.millis == 0 && (millis > 0 || unit.millis == 3_600_000)) {
        long count = millis / unit.millis;
        return count + " " + unit.name + (count == 1 ? "" : "s");
      }
    }
    throw new AssertionError("every step is a number of milliseconds");
  }

  private record Unit(long millis, String name) {}

  private static final List<Unit> UNITS =
      List.of(
          new Unit(3_600_000, "hour"),
          new Unit(60_000, "minute"),
          new Unit(1000, "second"),
          new Unit(1, "millisecond"));

  /** A grid on clock time. */
  public static TimeAxis clock(long stepMillis) {
    return new TimeAxis(Kind.CLOCK, stepMillis);
  }

  /** A grid that counts rows. */
  public static TimeAxis rows() {
    return new TimeAxis(Kind.ROWS, 1);
  }

  /** A grid that counts cycles. */
  public static TimeAxis cycles() {
    return new TimeAxis(Kind.CYCLES, 1);
  }

  /**
   * The step that holds an instant, the first one that is not before it; or the step of a cycle.
   *
   * @param millis since 1970-01-01T00:00:00Z, or a cycle
   */
  public long stepAt(long millis) {
    if (kind == Kind.ROWS) {
      throw new IllegalStateException("rows have no clock");
    }
    return -Math.floorDiv(-millis, stepMillis);
  }
}
