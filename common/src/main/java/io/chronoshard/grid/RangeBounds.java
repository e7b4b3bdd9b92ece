package io.chronoshard.grid;

import java.util.List;

/** Where the ranges of a table begin, on a history whose series may be others by now. */
final class RangeBounds {

  private final RecordedGrid table;
  private final History history;

  RangeBounds(RecordedGrid table, History history) {
    this.table = table;
    this.history = history;
  }

  /** The table's ranges {@code [from, to)} as one; it has no step where all its series are gone. */
  GridRange joined(int from, int to) {
    int first = series(from);
    int last = series(to);
    return new GridRange(first, step(from, first), last, step(to, last));
  }

  private int series(int range) {
    return range == table.ranges().size()
        ? history.series().size()
        : history.placeOrNext(table.ranges().get(range).fromSeries());
  }

  /** A range that began inside of a series which is gone begins with the series behind it. */
  private long step(int range, int series) {
    List<RecordedRange> ranges = table.ranges();
    boolean isThere =
        range < ranges.size()
            && series < history.series().size()
            && history.series().get(series).name().equals(ranges.get(range).fromSeries());
    return isThere ? ranges.get(range).fromStep() : Long.MIN_VALUE;
  }
}
