package io.chronoshard.gate;

import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Sums of the losses of several contenders over the very same values. They are kept as whole
 * numbers of 2<sup>-63</sup>, so that adding is exact and no order of it changes a bit.
 *
 * @param values how many there are
 * @param parts of each contender, the whole part of its sum and the rest in 2<sup>-63</sup>, from 0
 *     to 2<sup>63</sup> - 1
 */
public record LossSums(long values, long[] parts) {

  /** Losses at which something must be broken, and sums would be no longer exact. */
  static final double LIMIT = 0x1p40;

  private static final double UNIT = 0x1p63;

  /** Over no values. */
  static LossSums none(int contenders) {
    return new LossSums(0, new long[2 * contenders]);
  }

  /** Adds a loss to a contender's parts. */
  static void add(long[] parts, int contender, double loss) {
    if (!(loss >= 0 && loss <= LIMIT)) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "a loss of %s; 0 to %s can be added", loss, LIMIT));
    }
    double whole = Math.floor(loss);
    add(parts, contender, (long) whole, (long) ((loss - whole) * UNIT));
  }

  private static void add(long[] parts, int contender, long whole, long rest) {
    long sum = parts[2 * contender + 1] + rest;
    parts[2 * contender] = Math.addExact(parts[2 * contender], whole + (sum < 0 ? 1 : 0));
    parts[2 * contender + 1] = sum & Long.MAX_VALUE;
  }

  /** Of both. */
  LossSums plus(LossSums other) {
    long[] both = parts.clone();
    for (int contender = 0; contender < both.length / 2; contender++) {
      add(both, contender, other.parts[2 * contender], other.parts[2 * contender + 1]);
    }
    return new LossSums(Math.addExact(values, other.values), both);
  }

  /** The sum of a contender's losses. */
  public double sum(int contender) {
    return parts[2 * contender] + parts[2 * contender + 1] / UNIT;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof LossSums that
        && values == that.values
        && Arrays.equals(parts, that.parts);
  }

  @Override
  public int hashCode() {
    return 31 * Long.hashCode(values) + Arrays.hashCode(parts);
  }

  @Override
  public String toString() {
    return "LossSums(" + values + ", " + Arrays.toString(parts) + ")";
  }
}
