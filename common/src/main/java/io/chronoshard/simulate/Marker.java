package io.chronoshard.simulate;

import java.util.regex.Pattern;

/**
 * What stands where a value is missing, in each format.
 *
 * @param text in CSV
 */
public record Marker(String text) {

  private static final Pattern NUMBER =
      Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?");

  /** Whether it is no number, and not empty. */
  boolean isText() {
    return !text.isEmpty() && !NUMBER.matcher(text).matches();
  }

  /** In JSON: a number, a text, or null where it is empty. */
  String json() {
    if (text.isEmpty()) {
      return "null";
    }
    return isText() ? JsonRows.quoted(text) : text;
  }

  /** Among numbers: itself, or NaN, which stands for null, where it is none. */
  public float number() {
    return NUMBER.matcher(text).matches() ? Float.parseFloat(text) : Float.NaN;
  }
}
