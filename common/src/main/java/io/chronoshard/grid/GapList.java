package io.chronoshard.grid;

import io.chronoshard.grid.Ledger.Gap;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** Counts gaps and keeps the longest. */
final class GapList {

  /** The longest first; of equal ones, by series and step. */
  private static final Comparator<Gap> ORDER =
      Comparator.comparingLong(Gap::steps)
          .reversed()
          .thenComparing(Gap::series)
          .thenComparingLong(Gap::fromStep);

  private final PriorityQueue<Gap> longest = new PriorityQueue<>(ORDER.reversed());
  private long count;

  void add(Gap gap) {
    count++;
    keep(gap);
  }

  /** Adds gaps of which only some are listed. */
  void add(List<Gap> listed, long counted) {
    count += counted;
    listed.forEach(this::keep);
  }

  private void keep(Gap gap) {
    longest.add(gap);
    if (longest.size() > Ledger.LISTED_GAPS) {
      longest.poll();
    }
  }

  long count() {
    return count;
  }

  List<Gap> longestFirst() {
    List<Gap> sorted = new ArrayList<>(longest);
    sorted.sort(ORDER);
    return sorted;
  }
}
