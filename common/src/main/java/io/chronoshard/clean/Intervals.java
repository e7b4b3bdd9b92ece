package io.chronoshard.clean;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Spans of time {@code [from, to)}, sorted and apart from each other.
 *
 * @param from where each begins
 * @param to where each ends
 */
public record Intervals(long[] from, long[] to) {

  /** No time at all. */
  public static final Intervals NONE = new Intervals(new long[0], new long[0]);

  /** A span of time. */
  public record Interval(long from, long to) {}

  /** The time that any of some spans covers. */
  public static Intervals of(List<Interval> spans) {
    List<Interval> sorted = new ArrayList<>(spans);
    sorted.sort(Comparator.comparingLong(Interval::from));
    long[] from = new long[sorted.size()];
    long[] to = new long[sorted.size()];
    int count = 0;
    for (Interval span : sorted) {
      if (count > 0 && span.from <= to[count - 1]) {
        to[count - 1] = Math.max(to[count - 1], span.to);
      } else {
        from[count] = span.from;
        to[count] = span.to;
        count++;
      }
    }
    return new Intervals(Arrays.copyOf(from, count), Arrays.copyOf(to, count));
  }

  /** The time that either covers. */
  public Intervals and(Intervals other) {
    if (from.length == 0 || other.from.length == 0) {
      return from.length == 0 ? other : this;
    }
    List<Interval> all = new ArrayList<>();
    for (Intervals one : List.of(this, other)) {
      for (int i = 0; i < one.from.length; i++) {
        all.add(new Interval(one.from[i], one.to[i]));
      }
    }
    return of(all);
  }

  /** Whether a time is covered. */
  public boolean contains(long time) {
    return meets(time, time);
  }

  /** Whether any time of {@code [first, last]} is covered. */
  public boolean meets(long first, long last) {
    int found = Arrays.binarySearch(from, last);
    int before = found < 0 ? -found - 2 : found;
    return before >= 0 && to[before] > first;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Intervals intervals
        && Arrays.equals(from, intervals.from)
        && Arrays.equals(to, intervals.to);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(from) + Arrays.hashCode(to);
  }
}
