package io.chronoshard.grid;

import io.chronoshard.grid.Ledger.Gap;
import io.chronoshard.grid.Ledger.Rows;
import java.util.List;
import java.util.function.IntUnaryOperator;

/**
 * The account of one range of a history's steps.
 *
 * @param series rows and steps of each series in the range, in order
 * @param known of each channel, steps with a reading
 * @param filled of each channel, steps that carry the last value on
 * @param gapCount gaps that lie within the range
 * @param gaps the longest of them, at most {@link Ledger#LISTED_GAPS}
 * @param cutGaps gaps that reach the range's begin or end where their series goes on there
 * @param hash of the range's cells
 */
public record RangeAccount(
    List<SeriesShare> series,
    List<Long> known,
    List<Long> filled,
    long gapCount,
    List<Gap> gaps,
    List<Gap> cutGaps,
    CellHash hash) {

  /** Copies the lists. */
  public RangeAccount {
    series = List.copyOf(series);
    known = List.copyOf(known);
    filled = List.copyOf(filled);
    gaps = List.copyOf(gaps);
    cutGaps = List.copyOf(cutGaps);
  }

  /** The same account for a history in which the series have other places. */
  RangeAccount withSeries(IntUnaryOperator places) {
    return new RangeAccount(
        series.stream()
            .map(
                share ->
                    new SeriesShare(
                        places.applyAsInt(share.series()),
                        share.rows(),
                        share.steps(),
                        share.unknownSteps()))
            .toList(),
        known,
        filled,
        gapCount,
        gaps,
        cutGaps,
        hash);
  }

  /**
   * A series' part of a range.
   *
   * @param series its place in the history's sorted list
   * @param steps steps in the range
   * @param unknownSteps steps of which nothing is known after filling
   */
  public record SeriesShare(int series, Rows rows, long steps, long unknownSteps) {}
}
