package io.chronoshard.jobs.models;

import java.math.BigDecimal;
import java.math.MathContext;

/** Errors and losses as tables of versions show them. */
final class Digits {

  private static final MathContext DIGITS = new MathContext(5);
  private static final int LONGEST = 12;

  private Digits() {}

  /** With five digits; only what is absurdly small or large gets an exponent. */
  static String of(double value) {
    if (Double.isNaN(value)) {
      return "none";
    }
    if (!Double.isFinite(value)) {
      return Double.toString(value);
    }
    BigDecimal rounded = new BigDecimal(value).round(DIGITS);
    return Math.abs(rounded.scale()) > LONGEST ? rounded.toString() : rounded.toPlainString();
  }
}
