package io.chronoshard.scale;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a pass has counted; adds up in any order to the same.
 *
 * @param columns of each column, the histograms that the pass asks for
 */
public record FloatCounts(List<List<Histogram>> columns) {

  /** Copies the lists. */
  public FloatCounts {
    columns = columns.stream().map(List::copyOf).toList();
  }

  /**
   * Counts columns of packed rows; NaN is not a value.
   *
   * @param columns places of the columns that the pass is about
   */
  public static FloatCounts of(
      CountPass pass, float[] rows, int width, List<Integer> columns, int fromRow, int toRow) {
    List<List<Histogram>> counts = new ArrayList<>();
    for (int column = 0; column < columns.size(); column++) {
      counts.add(
          fromRow >= toRow
              ? pass.none(column)
              : pass.count(column, rows, width, columns.get(column), fromRow, toRow));
    }
    return new FloatCounts(counts);
  }

  /** These columns, and others behind them. */
  public FloatCounts and(FloatCounts others) {
    return new FloatCounts(Stream.concat(columns.stream(), others.columns.stream()).toList());
  }

  /** The counts of both. */
  public FloatCounts plus(FloatCounts other) {
    List<List<Histogram>> sums = new ArrayList<>();
    for (int column = 0; column < columns.size(); column++) {
      List<Histogram> sum = new ArrayList<>();
      for (int i = 0; i < columns.get(column).size(); i++) {
        sum.add(columns.get(column).get(i).plus(other.columns.get(column).get(i)));
      }
      sums.add(sum);
    }
    return new FloatCounts(sums);
  }
}
