package io.chronoshard.window;

/**
 * Which windows of an epoch do not say what series they are of, so that a model also learns what to
 * expect of a series that it does not know: of {@code n} series one window in {@code n + 1}. What
 * is drawn depends on the place of a window in its shard alone.
 *
 * @param seed of the training
 * @param epoch from 1
 * @param shard its number
 */
public record HiddenSeries(long seed, int epoch, int shard) {

  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  /**
   * Whether a window hides its series.
   *
   * @param window its number in the shard
   * @param codes of all series, that of unknown ones included
   */
  boolean hides(int window, int codes) {
    long drawn = spread(seed + GOLDEN);
    drawn = spread(drawn ^ ((long) epoch << 32 | shard));
    drawn = spread(drawn + GOLDEN * (window + 1L));
    return Long.remainderUnsigned(drawn, codes) == 0;
  }

  /** The finaliser of SplitMix64 (Steele, Lea and Flood 2014). */
  private static long spread(long value) {
    long mixed = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    return mixed ^ (mixed >>> 31);
  }
}
