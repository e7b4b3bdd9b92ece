package io.chronoshard.config;

/**
 * What a step of the grid is: a regular spacing of clock time, or one row.
 *
 * @param kind clock time or rows
 * @param stepMillis milliseconds between steps on the clock; 1 where rows are counted
 */
public record TimeAxis(Kind kind, long stepMillis) {

  /** What steps count. */
  public enum Kind {
    /** Step {@code n} is the instant {@code n · stepMillis} after 1970-01-01T00:00:00Z. */
    CLOCK,
    /** Step {@code n} is row {@code n} of the series, from 0. */
    ROWS
  }

  /** Checks that the spacing is positive, and 1 for rows. */
  public TimeAxis {
    if (stepMillis < 1 || (kind == Kind.ROWS && stepMillis != 1)) {
      throw new IllegalArgumentException(kind + " with a step of " + stepMillis + " ms");
    }
  }

  /** A grid on clock time. */
  public static TimeAxis clock(long stepMillis) {
    return new TimeAxis(Kind.CLOCK, stepMillis);
  }

  /** A grid that counts rows. */
  public static TimeAxis rows() {
    return new TimeAxis(Kind.ROWS, 1);
  }
}
