package io.chronoshard.grid;

import io.chronoshard.config.TimeAxis;
import io.chronoshard.grid.History.SeriesExtent;
import io.chronoshard.grid.RowScan.SampledBlock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Cuts a history into ranges of about as many rows each; a range begins where a block begins. */
final class RangeCutter {

  /** How blocks come. */
  static final Comparator<SampledBlock> ORDER =
      Comparator.comparing(SampledBlock::series).thenComparingLong(SampledBlock::block);

  private final long rowsPerRange;
  private final int blockSteps;
  private final List<Integer> series = new ArrayList<>();
  private final List<Long> steps = new ArrayList<>();
  private long rows;
  private int lastSeries = -1;
  private long lastBlock;

  RangeCutter(long rowsPerRange, int blockSteps) {
    this.rowsPerRange = rowsPerRange;
    this.blockSteps = blockSteps;
  }

  /** Cuts a whole history by what a scan saw of its rows. */
  static List<GridRange> cut(RowScan scan, History history, long rowsPerRange) {
    RangeCutter cutter = new RangeCutter(rowsPerRange, history.blockSteps());
    if (history.axis().kind() == TimeAxis.Kind.ROWS) {
      cutter.addAll(history.series());
    } else {
      scan.sample().stream()
          .sorted(ORDER)
          .forEach(one -> cutter.add(history.placeOf(one.series()), one.block(), one.rows()));
    }
    return cutter.ranges(GridRange.all(history.series().size()));
  }

  /** Adds all rows of series of which each row is a step. */
  private void addAll(List<SeriesExtent> all) {
    for (int place = 0; place < all.size(); place++) {
      long count = all.get(place).toStep();
      for (long from = 0; from < count; from += blockSteps) {
        add(place, from / blockSteps, Math.min(blockSteps, count - from));
      }
    }
  }

  /** Adds rows of a block; blocks come sorted. */
  void add(int ofSeries, long block, long count) {
    boolean isNew = ofSeries != lastSeries || block != lastBlock;
    if (isNew && rows >= rowsPerRange && lastSeries >= 0) {
      series.add(ofSeries);
      steps.add(Math.multiplyExact(block, (long) blockSteps));
      rows = 0;
    }
    lastSeries = ofSeries;
    lastBlock = block;
    rows += count;
  }

  /** The ranges, which together are the one that all blocks lie in. */
  List<GridRange> ranges(GridRange all) {
    List<GridRange> ranges = new ArrayList<>();
    int fromSeries = all.fromSeries();
    long fromStep = all.fromStep();
    for (int i = 0; i < series.size(); i++) {
      ranges.add(new GridRange(fromSeries, fromStep, series.get(i), steps.get(i)));
      fromSeries = series.get(i);
      fromStep = steps.get(i);
    }
    ranges.add(new GridRange(fromSeries, fromStep, all.toSeries(), all.toStep()));
    return ranges;
  }
}
