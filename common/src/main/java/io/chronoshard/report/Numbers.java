package io.chronoshard.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Collection;
import java.util.Locale;

/** Numbers as the page writes them: the same in every locale, and a dash for what is no number. */
final class Numbers {

  /** Stands for a number that is not known. */
  static final String NONE = "–";

  private static final int MOST_DECIMALS = 9;

  private Numbers() {}

  /** A whole number, with separators: {@code 12,318}. */
  static String count(long number) {
    return signed(String.format(Locale.ROOT, "%,d", number));
  }

  /** A count and what is counted: {@code 1 window}, {@code 12 windows}. */
  static String count(long number, String one) {
    return count(number) + " " + (number == 1 ? one : one + "s");
  }

  /** A number with a fixed number of decimals; zero has no sign. */
  static String fixed(double number, int decimals) {
    if (!Double.isFinite(number)) {
      return NONE;
    }
    String text = String.format(Locale.ROOT, "%,." + decimals + "f", number);
    return signed(isZero(text) ? text.replace("-", "") : text);
  }

  /** As {@link #fixed}, with a plus before what is greater than zero. */
  static String change(double number, int decimals) {
    String text = fixed(number, decimals);
    return number > 0 && !isZero(text) && Double.isFinite(number) ? "+" + text : text;
  }

  /** A share as a percentage with one decimal, for a table: {@code 14.9%}. */
  static String share(double ratio) {
    return percent(ratio).replace("less than ", "<");
  }

  /** A share or a change as a percentage with one decimal, without a sign: {@code 14.9%}. */
  static String percent(double ratio) {
    double percentage = Math.abs(ratio) * 100;
    if (!Double.isFinite(percentage)) {
      return NONE;
    }
    if (percentage > 0 && percentage < 0.05) {
      return "less than 0.1%";
    }
    return fixed(percentage, 1) + "%";
  }

  /** A change as a percentage with its sign: {@code −14.9%}. */
  static String percentChange(double ratio) {
    return Double.isFinite(ratio) ? change(ratio * 100, 1) + "%" : NONE;
  }

  /** A probability with two digits that count: {@code 0.00096}. */
  static String probability(double p) {
    return Double.isFinite(p)
        ? new BigDecimal(p).round(new MathContext(2)).stripTrailingZeros().toPlainString()
        : NONE;
  }

  /**
   * How many decimals show all of these numbers side by side, so that the smallest one has some
   * digits that count.
   *
   * @param significant digits that the smallest number other than zero shows at least
   */
  static int decimals(Collection<Double> numbers, int significant) {
    return numbers.stream()
        .filter(number -> Double.isFinite(number) && number != 0)
        .map(number -> BigDecimal.valueOf(number).abs())
        .min(BigDecimal::compareTo)
        .map(least -> decimals(least, significant))
        .orElse(significant - 1);
  }

  private static int decimals(BigDecimal number, int significant) {
    BigDecimal rounded = number.round(new MathContext(significant));
    int exponent = rounded.precision() - rounded.scale() - 1;
    return Math.max(0, Math.min(MOST_DECIMALS, significant - 1 - exponent));
  }

  private static boolean isZero(String text) {
    return text.chars().noneMatch(digit -> digit >= '1' && digit <= '9');
  }

  /** With a true minus sign, which is as wide as a digit. */
  private static String signed(String text) {
    return text.replace('-', '\u2212');
  }
}
