package io.chronoshard.history;

/** Decimal text to the nearest float or double, without an object in the usual cases. */
final class Decimal {

  private static final float[] FLOAT_POWERS = {
    1e0f, 1e1f, 1e2f, 1e3f, 1e4f, 1e5f, 1e6f, 1e7f, 1e8f, 1e9f, 1e10f
  };

  private static final double[] DOUBLE_POWERS = {
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22
  };

  /** Whole numbers up to here are floats. */
  private static final long FLOAT_WHOLE = 1L << 24;

  /** Whole numbers up to here are doubles. */
  private static final long DOUBLE_WHOLE = 1L << 53;

  /** The bits of a double that a float has no room for, and what they are halfway between two. */
  private static final long TAIL = (1L << 29) - 1;

  private static final long HALFWAY = 1L << 28;

  private static final int LONG_DIGITS = 18;

  private Decimal() {}

  /**
   * The float nearest to {@code [+-]digits[.digits][e[+-]digits]}; never negative zero.
   *
   * @param decimal stands before the fraction
   * @return infinite where the number is too large for a float, NaN where the text is no number
   */
  static float parse(String text, int from, int to, char decimal) {
    int at = from;
    boolean negative = false;
    if (at < to && (text.charAt(at) == '-' || text.charAt(at) == '+')) {
      negative = text.charAt(at) == '-';
      at++;
    }
    long whole = 0;
    int digits = 0;
    int significant = 0;
    int fraction = 0;
    boolean point = false;
    for (; at < to; at++) {
      int digit = text.charAt(at) - '0';
      if (digit >= 0 && digit <= 9) {
        digits++;
        if (significant < LONG_DIGITS) {
          whole = whole * 10 + digit;
        }
        if (whole != 0) {
          significant++;
        }
        if (point) {
          fraction++;
        }
      } else if (digit == decimal - '0' && !point) {
        point = true;
      } else {
        break;
      }
    }
    if (digits == 0 || (at < to && !isExponent(text, at, to))) {
      return Float.NaN;
    }
    if (at == to && significant <= LONG_DIGITS) {
      if (whole <= FLOAT_WHOLE && fraction < FLOAT_POWERS.length) {
        // Both are floats, so their quotient is rounded once.
        float value = whole / FLOAT_POWERS[fraction];
        return negative ? 0f - value : value;
      }
      if (whole <= DOUBLE_WHOLE && fraction < DOUBLE_POWERS.length) {
        // Rounded once to a double; a second rounding is harmless unless the first fell halfway.
        double value = whole / DOUBLE_POWERS[fraction];
        if ((Double.doubleToRawLongBits(value) & TAIL) != HALFWAY) {
          return (float) (negative ? 0.0 - value : value);
        }
      }
    }
    return Float.parseFloat(plain(text, from, to, decimal)) + 0f;
  }

  /**
   * The double nearest to such a text; never negative zero.
   *
   * @return infinite where the number is too large for a double, NaN where the text is no number
   */
  static double parseDouble(String text, int from, int to, char decimal) {
    boolean negative = from < to && text.charAt(from) == '-';
    long whole = 0;
    int digits = 0;
    int places = -1;
    int at = negative ? from + 1 : from;
    for (; at < to && digits < LONG_DIGITS; at++) {
      char c = text.charAt(at);
      if (c >= '0' && c <= '9') {
        whole = whole * 10 + (c - '0');
        digits++;
      } else if (c == decimal && places < 0) {
        places = digits;
      } else {
        break;
      }
    }
    int fraction = places < 0 ? 0 : digits - places;
    if (at == to && digits > 0 && whole <= DOUBLE_WHOLE && fraction < DOUBLE_POWERS.length) {
      // Both are doubles, so their quotient is rounded once.
      double value = whole / DOUBLE_POWERS[fraction];
      return negative ? 0.0 - value : value;
    }
    return Float.isNaN(parse(text, from, to, decimal))
        ? Double.NaN
        : Double.parseDouble(plain(text, from, to, decimal)) + 0.0;
  }

  /** A number's text as Java writes it. */
  static String plain(String text, int from, int to, char decimal) {
    String number = text.substring(from, to);
    return decimal == '.' ? number : number.replace(decimal, '.');
  }

  private static boolean isExponent(String text, int from, int to) {
    int at = from;
    if (text.charAt(at) != 'e' && text.charAt(at) != 'E') {
      return false;
    }
    at++;
    if (at < to && (text.charAt(at) == '-' || text.charAt(at) == '+')) {
      at++;
    }
    if (at == to) {
      return false;
    }
    for (; at < to; at++) {
      if (text.charAt(at) < '0' || text.charAt(at) > '9') {
        return false;
      }
    }
    return true;
  }
}
