package io.chronoshard.grid;

import io.chronoshard.grid.History.SeriesExtent;
import io.chronoshard.grid.RangeAccount.SeriesShare;
import io.chronoshard.grid.RowScan.SeriesRows;
import java.util.BitSet;
import java.util.List;
import java.util.Map;

/**
 * Finds the ranges of a table that must be made anew where some of its files are not as they were.
 * A range's account speaks of the extents of its series. So where a series may begin or end
 * elsewhere than before, the ranges of its old and of its new end are concerned as well, and those
 * between them.
 */
final class ConcernedRanges {

  private final RecordedGrid table;
  private final BitSet left;
  private final BitSet ranges = new BitSet();

  /**
   * For a table.
   *
   * @param left ranges that held rows of files which are not as they were
   */
  ConcernedRanges(RecordedGrid table, BitSet left) {
    this.table = table;
    this.left = left;
  }

  /**
   * Finds them.
   *
   * @param touched ranges that rows of changed files go to or are carried on into
   * @param changed the series that changed files have, and where
   */
  BitSet find(BitSet touched, Map<String, SeriesRows> changed) {
    ranges.or(touched);
    ranges.or(left);
    left.stream().forEach(this::addNeighbours);
    changed.forEach(this::addLonger);
    return ranges;
  }

  /** Where a range may lose the end of a series, the series ends in a range beside it. */
  private void addNeighbours(int range) {
    int first = table.history().placeOf(table.ranges().get(range).fromSeries());
    for (int i = range - 1; i >= 0 && endsIn(i) == first; i--) {
      ranges.set(i);
      if (!left.get(i) && rows(i, shares(i).size() - 1) > 0) {
        break;
      }
    }
    int last = endsIn(range);
    for (int i = range + 1; i < table.ranges().size() && beginsIn(i) == last; i++) {
      ranges.set(i);
      if (!left.get(i) && rows(i, 0) > 0) {
        break;
      }
    }
  }

  private List<SeriesShare> shares(int range) {
    return table.ranges().get(range).account().series();
  }

  private long rows(int range, int share) {
    return shares(range).get(share).rows().read();
  }

  /** The first series with a step in a range; -1 where there is none. */
  private int beginsIn(int range) {
    return shares(range).isEmpty() ? -1 : shares(range).get(0).series();
  }

  /** The last series with a step in a range; -2 where there is none. */
  private int endsIn(int range) {
    List<SeriesShare> shares = shares(range);
    return shares.isEmpty() ? -2 : shares.get(shares.size() - 1).series();
  }

  /** Where rows make a series longer, its old end, its new one and all between them. */
  private void addLonger(String name, SeriesRows rows) {
    int place = table.history().placeOf(name);
    if (place < 0) {
      return;
    }
    SeriesExtent extent = table.history().series().get(place);
    if (rows.fromStep() < extent.fromStep()) {
      ranges.set(table.rangeOf(name, rows.fromStep()), table.rangeOf(name, extent.fromStep()) + 1);
    }
    if (rows.toStep() > extent.toStep()) {
      ranges.set(
          table.rangeOf(name, extent.toStep() - 1), table.rangeOf(name, rows.toStep() - 1) + 1);
    }
  }
}
