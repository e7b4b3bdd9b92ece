package io.chronoshard.simulate;

/** Fixed decimals: a value as a whole number of its last digit. */
final class Decimals {

  private Decimals() {}

  /** Ten to a number of decimals, at most 18. */
  static long power(int decimals) {
    long power = 1;
    for (int i = 0; i < decimals; i++) {
      power *= 10;
    }
    return power;
  }

  /** The nearest whole number to {@code value · power}, halves away from zero. */
  static long scaled(double value, long power) {
    return value < 0 ? -(long) (0.5 - value * power) : (long) (value * power + 0.5);
  }
}
