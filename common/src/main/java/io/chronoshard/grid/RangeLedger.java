package io.chronoshard.grid;

import io.chronoshard.grid.History.SeriesExtent;
import io.chronoshard.grid.Ledger.Gap;
import io.chronoshard.grid.Ledger.Rows;
import io.chronoshard.grid.RangeAccount.SeriesShare;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Keeps the account of a range while it is gridded, one series after the other. */
final class RangeLedger {

  private final long[] known;
  private final long[] filled;
  private final List<SeriesShare> shares = new ArrayList<>();
  private final GapList gaps = new GapList();
  private final List<Gap> cutGaps = new ArrayList<>();

  private SeriesExtent extent = new SeriesExtent("", 0, 0);
  private int series;
  private long from;
  private long to;
  private long knownTo;
  private long kept;
  private long repeated;
  private long conflicting;
  private long combined;
  private long written;

  RangeLedger(int channels) {
    known = new long[channels];
    filled = new long[channels];
  }

  /** Begins with the steps {@code [from, to)} of a series. */
  void open(int series, SeriesExtent extent, long from, long to) {
    this.series = series;
    this.extent = extent;
    this.from = from;
    this.to = to;
    knownTo = from;
    kept = 0;
    repeated = 0;
    conflicting = 0;
    combined = 0;
    written = 0;
  }

  /** Counts a step's rows. */
  void rows(StepCursor step) {
    kept++;
    repeated += step.repeated();
    conflicting += step.conflicting();
    combined += step.combined();
  }

  /** Counts a step of which a reading knows a channel at least. */
  void knownStep(long step) {
    gap(step);
    knownTo = step + 1;
  }

  void known(int channel) {
    known[channel]++;
  }

  void filled(int channel) {
    filled[channel]++;
  }

  void written() {
    written++;
  }

  /** Ends the series. */
  void close() {
    if (to > from) {
      gap(to);
      Rows rows =
          new Rows(kept + repeated + conflicting + combined, kept, repeated, conflicting, combined);
      shares.add(new SeriesShare(series, rows, to - from, to - from - written));
    }
  }

  private void gap(long until) {
    if (knownTo == until) {
      return;
    }
    Gap gap = new Gap(extent.name(), knownTo, until);
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
        shares,
        Arrays.stream(known).boxed().toList(),
        Arrays.stream(filled).boxed().toList(),
        gaps.count(),
        gaps.longestFirst(),
        cutGaps,
        hash);
  }
}
