package io.chronoshard.kernel;

/** What SplitMix64 makes random numbers of (Steele et al. 2014). */
final class SplitMix {

  /** The golden ratio's share of a long: what neighbouring states are apart. */
  static final long GOLDEN = 0x9e3779b97f4a7c15L;

  private SplitMix() {}

  /** The finaliser: each bit of what it is given changes half of the bits it gives. */
  static long spread(long value) {
    long z = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
