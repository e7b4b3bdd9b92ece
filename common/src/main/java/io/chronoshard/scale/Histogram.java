package io.chronoshard.scale;

import java.util.Arrays;

/**
 * How often each of some whole numbers was met; adding is exact, so the order of adding does not
 * matter.
 *
 * @param keys the numbers that were met, ascending
 * @param counts how often each was
 */
public record Histogram(int[] keys, long[] counts) {

  /** Of nothing. */
  static final Histogram EMPTY = new Histogram(new int[0], new long[0]);

  /** Of the first numbers of an array, which is sorted for it. */
  static Histogram of(int[] numbers, int size) {
    Arrays.sort(numbers, 0, size);
    int[] keys = new int[size];
    long[] counts = new long[size];
    int found = 0;
    for (int i = 0; i < size; i++) {
      if (found == 0 || keys[found - 1] != numbers[i]) {
        keys[found++] = numbers[i];
      }
      counts[found - 1]++;
    }
    return new Histogram(Arrays.copyOf(keys, found), Arrays.copyOf(counts, found));
  }

  /** The counts of both. */
  Histogram plus(Histogram other) {
    int[] merged = new int[keys.length + other.keys.length];
    long[] sums = new long[merged.length];
    int a = 0;
    int b = 0;
    int found = 0;
    while (a < keys.length || b < other.keys.length) {
      boolean ours = b == other.keys.length || (a < keys.length && keys[a] <= other.keys[b]);
      boolean theirs = a == keys.length || (b < other.keys.length && other.keys[b] <= keys[a]);
      merged[found] = ours ? keys[a] : other.keys[b];
      sums[found] = (ours ? counts[a++] : 0) + (theirs ? other.counts[b++] : 0);
      found++;
    }
    return new Histogram(Arrays.copyOf(merged, found), Arrays.copyOf(sums, found));
  }

  /** How many numbers were met. */
  long total() {
    return Arrays.stream(counts).sum();
  }

  /**
   * The place of the key that holds a rank.
   *
   * @param rank from 0, below {@link #total}
   */
  int placeOf(long rank) {
    long below = 0;
    for (int i = 0; i < keys.length; i++) {
      below += counts[i];
      if (rank < below) {
        return i;
      }
    }
    throw new IllegalArgumentException("no rank " + rank + " among " + below);
  }

  /** How many numbers lie below the key at a place. */
  long below(int place) {
    return Arrays.stream(counts, 0, place).sum();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Histogram histogram
        && Arrays.equals(keys, histogram.keys)
        && Arrays.equals(counts, histogram.counts);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(keys) + Arrays.hashCode(counts);
  }
}
