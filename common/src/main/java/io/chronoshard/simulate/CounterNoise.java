package io.chronoshard.simulate;

/**
 * Random numbers that are functions of a key and a counter, so that any of them is had without
 * those before it. The mixing is that of SplitMix64 (Steele, Lea and Flood, <i>Fast splittable
 * pseudorandom number generators</i>, OOPSLA 2014).
 */
final class CounterNoise {

  private static final long GOLDEN = 0x9E3779B97F4A7C15L;
  private static final double UNIT = 0x1p-52;

  private CounterNoise() {}

  /** The key of a stream that belongs to something within another stream. */
  static long key(long parent, long index) {
    return mix(mix(parent + GOLDEN) ^ (index * 0xD1342543DE82EF95L + GOLDEN));
  }

  /** 64 random bits. */
  static long bits(long key, long counter) {
    return mix(key + counter * GOLDEN);
  }

  /** Uniform in (0, 1), by the middles of 2^52 equal parts. */
  static double uniform(long key, long counter) {
    return ((bits(key, counter) >>> 12) + 0.5) * UNIT;
  }

  /** Normal with mean 0 and deviation 1. */
  static double normal(long key, long counter) {
    return quantile(uniform(key, counter));
  }

  private static long mix(long z) {
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  /**
   * The normal distribution's quantile to seven digits: PPND7 of Wichura, algorithm AS 241, 1988.
   */
  static double quantile(double p) {
    double q = p - 0.5;
    if (Math.abs(q) <= 0.425) {
      double r = 0.180625 - q * q;
      return q
          * (((59.109374720 * r + 159.29113202) * r + 50.434271938) * r + 3.3871327179)
          / (((67.187563600 * r + 78.757757664) * r + 17.895169469) * r + 1.0);
    }
    double r = Math.sqrt(-StrictMath.log(q < 0 ? p : 1 - p));
    double tail;
    if (r <= 5) {
      r -= 1.6;
      tail =
          (((0.17023821103 * r + 1.3067284816) * r + 2.7568153900) * r + 1.4234372777)
              / ((0.12021132975 * r + 0.73700164250) * r + 1.0);
    } else {
      r -= 5;
      tail =
          (((0.017337203997 * r + 0.42868294337) * r + 3.0812263860) * r + 6.6579051150)
              / ((0.012258202635 * r + 0.24197894225) * r + 1.0);
    }
    return q < 0 ? -tail : tail;
  }
}
