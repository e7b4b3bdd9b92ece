package io.chronoshard.scale;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What one pass over the rows counts.
 *
 * @param half which bits of a value
 * @param buckets of each column, the high halves whose low halves are counted, ascending; none
 *     where high halves are
 */
public record CountPass(Half half, List<List<Integer>> buckets) {

  /** A half of a value's 32 bits. */
  public enum Half {
    HIGH,
    LOW
  }

  /** Copies the lists. */
  public CountPass {
    buckets = buckets.stream().map(List::copyOf).toList();
  }

  /** The first pass over some columns. */
  public static CountPass first(int columns) {
    return new CountPass(Half.HIGH, Collections.nCopies(columns, List.of()));
  }

  /** Of the columns {@code [from, to)}. */
  public CountPass of(int from, int to) {
    return new CountPass(half, buckets.subList(from, to));
  }

  /**
   * Counts one column's values; NaN is none.
   *
   * @return one histogram, or one of each bucket
   */
  List<Histogram> count(int column, float[] rows, int width, int at, int fromRow, int toRow) {
    int[] bits = new int[toRow - fromRow];
    int known = 0;
    for (int row = fromRow; row < toRow; row++) {
      float value = rows[row * width + at];
      if (!Float.isNaN(value)) {
        bits[known++] = FloatQuantiles.ordered(value);
      }
    }
    int size = known;
    if (half == Half.HIGH) {
      return List.of(
          Histogram.of(IntStream.of(bits).limit(size).map(one -> one >>> 16).toArray(), size));
    }
    List<Histogram> counts = new ArrayList<>();
    for (int bucket : buckets.get(column)) {
      int[] low =
          IntStream.of(bits)
              .limit(size)
              .filter(one -> one >>> 16 == bucket)
              .map(one -> one & 0xFFFF)
              .toArray();
      counts.add(Histogram.of(low, low.length));
    }
    return counts;
  }

  /** What no row gives. */
  List<Histogram> none(int column) {
    return Collections.nCopies(half == Half.HIGH ? 1 : buckets.get(column).size(), Histogram.EMPTY);
  }
}
