package io.chronoshard.grid;

import io.chronoshard.grid.History.SeriesExtent;

/**
 * A run of a history's steps in the order of series and step, from (fromSeries, fromStep) up to but
 * not with (toSeries, toStep).
 *
 * <pre>
 * series 0   ····················
 * series 1   ········|###########      the range begins inside of series 1
 * series 2   ####################
 * series 3   #####|··············      and ends inside of series 3
 * </pre>
 *
 * @param fromSeries place of the first series in the history's sorted list
 * @param fromStep its first step
 * @param toSeries place of the last series, which may have no step in it
 * @param toStep the step of it after the last one
 */
public record GridRange(int fromSeries, long fromStep, int toSeries, long toStep) {

  /** All steps of a number of series. */
  public static GridRange all(int series) {
    return new GridRange(0, Long.MIN_VALUE, series, Long.MIN_VALUE);
  }

  /** The first step of a series that lies in the range. */
  long from(int series, SeriesExtent extent) {
    return series == fromSeries ? Math.max(fromStep, extent.fromStep()) : extent.fromStep();
  }

  /**
   * The step after the last one of a series that lies in the range; not above {@link #from} where
   * none does.
   */
  long to(int series, SeriesExtent extent) {
    return series == toSeries ? Math.min(toStep, extent.toStep()) : extent.toStep();
  }

  /** Whether a step comes before the range. */
  boolean isAfter(int series, long step) {
    return series < fromSeries || (series == fromSeries && step < fromStep);
  }
}
