package io.chronoshard.grid;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Adds rows to a {@link CellHash}, one series after the other. */
public final class CellHasher {

  // Odd multipliers and the finisher of SplitMix64 (Steele, Lea and Flood 2014).
  private static final long A = 0x9E3779B97F4A7C15L;
  private static final long B = 0xBF58476D1CE4E5B9L;
  private static final long C = 0x94D049BB133111EBL;

  private long seriesHigh;
  private long seriesLow;
  private long rows;
  private long high;
  private long low;

  /** The rows that follow are of a series. */
  public void series(String name) {
    ByteBuffer hash =
        ByteBuffer.wrap(CellHash.sha256().digest(name.getBytes(StandardCharsets.UTF_8)));
    seriesHigh = hash.getLong();
    seriesLow = hash.getLong();
  }

  /**
   * Adds a row of the series.
   *
   * @param time of the row, or {@link StepTimes#UNKNOWN} where it follows from the step
   */
  public void add(long step, long time, float[] values) {
    long one = (seriesHigh ^ step) * A + time;
    long other = (seriesLow + step) * B ^ time;
    for (float value : values) {
      int bits = Float.floatToIntBits(value);
      one = (one ^ bits) * B;
      one ^= one >>> 29;
      other = (other + bits) * A;
      other ^= other >>> 32;
    }
    rows++;
    high += finish(one);
    low += finish(other);
  }

  /** The hash of all rows that were added. */
  public CellHash hash() {
    return new CellHash(rows, high, low);
  }

  private static long finish(long hash) {
    long mixed = (hash ^ (hash >>> 30)) * B;
    mixed = (mixed ^ (mixed >>> 27)) * C;
    return mixed ^ (mixed >>> 31);
  }
}
