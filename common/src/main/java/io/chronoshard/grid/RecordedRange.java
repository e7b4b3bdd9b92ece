package io.chronoshard.grid;

import java.util.List;

/**
 * A range of a table's steps as it was written down; it ends where the next one begins.
 *
 * @param fromSeries name of the series that it begins in; empty for the first range
 * @param fromStep its first step of that series
 * @param files where its rows are; none where it has none
 * @param account what became of its rows and steps; series by their place in the table's history,
 *     files by their place in the list of its inputs
 */
public record RecordedRange(
    String fromSeries, long fromStep, List<TableFile> files, RangeAccount account) {

  /** Copies the list. */
  public RecordedRange {
    files = List.copyOf(files);
  }

  /** Whether a step comes before the range. */
  boolean isAfter(String series, long step) {
    int order = series.compareTo(fromSeries);
    return order < 0 || (order == 0 && step < fromStep);
  }
}
