package io.chronoshard.grid;

import io.chronoshard.grid.RangeAccount.GapShare;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** Counts gaps and keeps the longest. */
final class GapList {

  /** The longest first; of equal ones, by series and step. */
  private static final Comparator<GapShare> ORDER =
      Comparator.comparingLong(GapShare::steps)
          .reversed()
          .thenComparing(GapShare::series)
          .thenComparingLong(GapShare::fromStep);

  private final PriorityQueue<GapShare> longest = new PriorityQueue<>(ORDER.reversed());
  private long count;

  void add(GapShare gap) {
    count++;
    keep(gap);
  }

  /** Adds gaps of which only some are listed. */
  void add(List<GapShare> listed, long counted) {
    count += counted;
    listed.forEach(this::keep);
  }

  private void keep(GapShare gap) {
    longest.add(gap);
    if (longest.size() > Ledger.LISTED_GAPS) {
      longest.poll();
    }
  }

  long count() {
    return count;
  }

  List<GapShare> longestFirst() {
    List<GapShare> sorted = new ArrayList<>(longest);
    sorted.sort(ORDER);
    return sorted;
  }
}
