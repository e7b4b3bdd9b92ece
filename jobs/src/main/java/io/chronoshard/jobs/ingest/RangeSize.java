package io.chronoshard.jobs.ingest;

/** How many rows a range of the history, and so a file of the table, should have. */
final class RangeSize {

  /** What a range's rows may take in memory, about. */
  private static final long BYTES = 32L << 20;

  /** What a row takes there beside its values. */
  private static final long ROW_BYTES = 40;

  /** Files are not made smaller than this for the sake of more cores. */
  private static final long LEAST = 1L << 16;

  private RangeSize() {}

  /** Rows of a range, so that ranges are about equal. */
  static long rows(long allRows, int channels, int cores) {
    long largest = Math.max(1, BYTES / (ROW_BYTES + (long) Float.BYTES * channels));
    long fitting = Math.min(largest, Math.max(LEAST, allRows / cores));
    long ranges = Math.max(1, Math.round((double) allRows / fitting));
    return (allRows + ranges - 1) / ranges;
  }
}
