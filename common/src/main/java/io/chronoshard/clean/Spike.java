package io.chronoshard.clean;

import java.util.Arrays;

/**
 * The Hampel identifier, looking backward only: a value at {@code t} is refused where it differs
 * from the median of the values in {@code (t - window, t)} by more than a number of deviations, one
 * deviation being 1.4826 times the median of their distances from that median (Davies and Gather
 * 1993). Fewer than five values, or values that do not vary, say nothing of the next one.
 */
final class Spike {

  /** Makes the median distance an estimate of a normal distribution's standard deviation. */
  static final double NORMAL = 1.4826;

  /** Values in the window from which a median is taken. */
  static final int LEAST = 5;

  private final long window;
  private final double deviations;

  /** The window's values in the order of time, in a ring. */
  private long[] times = new long[16];

  private double[] values = new double[16];
  private int first;
  private int count;

  /** The same values in their own order. */
  private double[] sorted = new double[16];

  Spike(long window, double deviations) {
    this.window = window;
    this.deviations = deviations;
  }

  void begin() {
    first = 0;
    count = 0;
  }

  /** Whether a value may be, after those before it. */
  boolean accept(long time, double value) {
    while (count > 0 && times[first] <= time - window) {
      dropFirst();
    }
    boolean isSpike = false;
    if (count >= LEAST) {
      double median = (sorted[(count - 1) / 2] + sorted[count / 2]) / 2;
      double deviation =
          NORMAL * (nearest(median, (count - 1) / 2) + nearest(median, count / 2)) / 2;
      isSpike = deviation > 0 && Math.abs(value - median) > deviations * deviation;
    }
    add(time, value);
    return !isSpike;
  }

  /** The distance that {@code rank} others do not exceed: the nearest values lie side by side. */
  private double nearest(double median, int rank) {
    int from = 0;
    int to = count - rank - 1;
    while (from < to) {
      int middle = (from + to) >>> 1;
      if (median - sorted[middle] > sorted[middle + rank + 1] - median) {
        from = middle + 1;
      } else {
        to = middle;
      }
    }
    return Math.max(median - sorted[from], sorted[from + rank] - median);
  }

  private void add(long time, double value) {
    if (count == values.length) {
      grow();
    }
    int at = (first + count) % values.length;
    times[at] = time;
    values[at] = value;
    int place = place(value);
    System.arraycopy(sorted, place, sorted, place + 1, count - place);
    sorted[place] = value;
    count++;
  }

  private void dropFirst() {
    int place = place(values[first]);
    System.arraycopy(sorted, place + 1, sorted, place, count - place - 1);
    first = (first + 1) % values.length;
    count--;
  }

  /** Where a value stands among the sorted ones, or belongs. */
  private int place(double value) {
    int found = Arrays.binarySearch(sorted, 0, count, value);
    return found < 0 ? -found - 1 : found;
  }

  private void grow() {
    long[] longer = new long[2 * count];
    double[] more = new double[2 * count];
    for (int i = 0; i < count; i++) {
      longer[i] = times[(first + i) % count];
      more[i] = values[(first + i) % count];
    }
    times = longer;
    values = more;
    first = 0;
    sorted = Arrays.copyOf(sorted, 2 * count);
  }
}
