package io.chronoshard.gate;

/**
 * Resamples of time: as many blocks of bins as a series has room for, each beginning anywhere, the
 * first bin following the last one (circular block bootstrap; D. N. Politis and J. P. Romano,
 * 1992). All that is resampled together has the same blocks, so that what belongs to one time stays
 * together. Which blocks a resample has follows from its number and the seed alone.
 *
 * @param bins of the series
 * @param length of a block, in bins
 * @param seed of all resamples
 */
record Resamples(int bins, int length, long seed) {

  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  /** Checks that two blocks fit. */
  Resamples {
    if (length < 1 || bins / length < 2) {
      throw new IllegalArgumentException("blocks of " + length + " of " + bins + " bins");
    }
  }

  /** Blocks of a resample. */
  int blocks() {
    return bins / length;
  }

  /** The bin at which a block of a resample begins. */
  int start(long resample, int block) {
    long random = spread(seed + GOLDEN * (resample * blocks() + block + 1));
    return (int) (((random >>> 32) * bins) >>> 32);
  }

  /** The finaliser of SplitMix64 (Steele, Lea and Flood 2014). */
  private static long spread(long value) {
    long mixed = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    return mixed ^ (mixed >>> 31);
  }
}
