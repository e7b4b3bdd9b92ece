package io.chronoshard.grid;

import io.chronoshard.grid.RowScan.SampledBlock;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** The ranges of a table of which some stay as they are, and the others are cut anew. */
final class UpdatedRanges {

  private final RecordedGrid table;
  private final BitSet concerned;
  private final List<SampledBlock> sample;
  private final List<GridRange> ranges = new ArrayList<>();
  private final List<Integer> kept = new ArrayList<>();

  /**
   * Of a table.
   *
   * @param concerned numbers of the ranges that do not stay
   * @param sample some blocks of the rows of these, at least
   */
  UpdatedRanges(RecordedGrid table, BitSet concerned, List<SampledBlock> sample) {
    this.table = table;
    this.concerned = concerned;
    this.sample = sample.stream().sorted(RangeCutter.ORDER).toList();
  }

  /** Of each range, the number that it had in the table; -1 where it was cut anew. */
  List<Integer> kept() {
    return kept;
  }

  /**
   * Cuts the ranges, once.
   *
   * @param history whose series may be others than those of the table
   */
  List<GridRange> cut(History history, long rowsPerRange) {
    RangeBounds bounds = new RangeBounds(table, history);
    int from = 0;
    while (from < table.ranges().size()) {
      if (concerned.get(from)) {
        int to = Math.min(concerned.nextClearBit(from), table.ranges().size());
        cutAnew(from, to, bounds.joined(from, to), history, rowsPerRange);
        from = to;
      } else {
        ranges.add(bounds.joined(from, from + 1));
        kept.add(from);
        from++;
      }
    }
    return ranges;
  }

  /** Cuts ranges {@code [from, to)} of the table, which are {@code run} by now. */
  private void cutAnew(int from, int to, GridRange run, History history, long rowsPerRange) {
    if (run.fromSeries() >= run.toSeries() && run.fromStep() >= run.toStep()) {
      return;
    }
    RangeCutter cutter = new RangeCutter(rowsPerRange, history.blockSteps());
    for (SampledBlock block : sample) {
      long step = Math.multiplyExact(block.block(), (long) history.blockSteps());
      int range = table.rangeOf(block.series(), step);
      if (range >= from && range < to) {
        cutter.add(history.placeOf(block.series()), block.block(), block.rows());
      }
    }
    for (GridRange cut : cutter.ranges(run)) {
      ranges.add(cut);
      kept.add(-1);
    }
  }
}
