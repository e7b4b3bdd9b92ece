package io.chronoshard.simulate;

import java.util.Arrays;
import java.util.List;

/** Counts while a file is written; see {@link FaultCounts} for each. */
final class FaultTally {

  long rows;
  long repeated;
  long unsorted;
  long gapSteps;
  long gaps;
  long misdated;
  long clockJumps;
  long eventRows;
  long events;
  final long[] missing;
  final long[] spikes;
  final long[] stuck;
  final long[] stuckStretches;
  final long[] drifted;
  final long[] converted;

  FaultTally(int channels) {
    missing = new long[channels];
    spikes = new long[channels];
    stuck = new long[channels];
    stuckStretches = new long[channels];
    drifted = new long[channels];
    converted = new long[channels];
  }

  FaultCounts counts() {
    return new FaultCounts(
        rows,
        repeated,
        unsorted,
        gapSteps,
        gaps,
        misdated,
        clockJumps,
        eventRows,
        events,
        list(missing),
        list(spikes),
        list(stuck),
        list(stuckStretches),
        list(drifted),
        list(converted));
  }

  private static List<Long> list(long[] counts) {
    return Arrays.stream(counts).boxed().toList();
  }
}
