package io.chronoshard.grid;

import io.chronoshard.grid.History.SeriesExtent;
import io.chronoshard.grid.RangeAccount.GapShare;
import io.chronoshard.grid.RangeAccount.SeriesShare;
import java.util.ArrayList;
import java.util.List;

/** Keeps the account of a range while it is gridded, one series after the other. */
final class RangeLedger {

  private final Tally tally;
  private final List<SeriesShare> shares = new ArrayList<>();
  private final GapList gaps = new GapList();
  private final List<GapShare> cutGaps = new ArrayList<>();

  private SeriesExtent extent = new SeriesExtent("", 0, 0);
  private int series;
  private long from;
  private long to;
  private long knownTo;
  private long written;

  RangeLedger(int channels) {
    tally = new Tally(channels);
  }

  /** Counts rows and values. */
  Tally tally() {
    return tally;
  }

  /** Begins with the steps {@code [from, to)} of a series. */
  void open(int series, SeriesExtent extent, long from, long to) {
    this.series = series;
    this.extent = extent;
    this.from = from;
    this.to = to;
    knownTo = from;
    written = 0;
  }

  /** Counts a step of which a reading knows a channel at least. */
  void knownStep(long step) {
    gap(step);
    knownTo = step + 1;
  }

  void written() {
    written++;
  }

  /** Ends the series. */
  void close() {
    if (to > from) {
      gap(to);
      shares.add(new SeriesShare(series, tally.closeSeries(), to - from, to - from - written));
    }
  }

  private void gap(long until) {
    if (knownTo == until) {
      return;
    }
    GapShare gap = new GapShare(extent.name(), knownTo, until);
    boolean isCut =
        (knownTo == from && from > extent.fromStep()) || (until == to && to < extent.toStep());
    if (isCut) {
      cutGaps.add(gap);
    } else {
      gaps.add(gap);
    }
  }

  RangeAccount account(CellHash hash) {
    return new RangeAccount(
        shares, tally.files(), tally.channels(), gaps.count(), gaps.longestFirst(), cutGaps, hash);
  }
}
