package io.chronoshard.grid;

import io.chronoshard.config.TimeAxis;

/** The instant of each step of a series, in milliseconds since 1970-01-01T00:00:00Z. */
@FunctionalInterface
public interface StepTimes {

  /** Stands for a time that is not known, where rows carry no time. */
  long UNKNOWN = Long.MIN_VALUE;

  /** The instant of a step, or {@link #UNKNOWN}. */
  long millis(long step);

  /** The instants of a grid on clock time. */
  static StepTimes of(TimeAxis axis) {
    return step -> Math.multiplyExact(step, axis.stepMillis());
  }
}
