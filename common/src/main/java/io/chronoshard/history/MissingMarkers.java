package io.chronoshard.history;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What stands for a missing value: texts, compared as they are, and numbers, compared as numbers.
 */
final class MissingMarkers {

  private final Set<String> texts = new HashSet<>();
  private final double[] nearest;
  private final float[] nearestFloats;
  private final char decimal;
  private final List<BigDecimal> numbers = new ArrayList<>();

  /**
   * For markers, whose numbers may be written with a point or as the files write them.
   *
   * @param decimal stands before a fraction in the files
   */
  MissingMarkers(List<String> markers, char decimal) {
    this.decimal = decimal;
    List<Double> doubles = new ArrayList<>();
    for (String marker : markers) {
      String text = marker.strip();
      char written = text.indexOf(decimal) < 0 ? '.' : decimal;
      double value = Decimal.parseDouble(text, 0, text.length(), written);
      texts.add(text);
      if (!Double.isNaN(value)) {
        numbers.add(new BigDecimal(Decimal.plain(text, 0, text.length(), written)));
        doubles.add(value);
      }
    }
    nearest = new double[doubles.size()];
    nearestFloats = new float[nearest.length];
    for (int i = 0; i < nearest.length; i++) {
      nearest[i] = doubles.get(i);
      nearestFloats[i] = numbers.get(i).floatValue();
    }
  }

  /** Whether a text is a marker, as it is or as a number. */
  boolean matchText(String text) {
    if (texts.contains(text)) {
      return true;
    }
    float value = nearest.length == 0 ? Float.NaN : Decimal.parse(text, 0, text.length(), decimal);
    return !Float.isNaN(value) && matchNumber(value, text, 0, text.length());
  }

  /**
   * Whether a number's text is a marker.
   *
   * @param value the float nearest to the text
   */
  boolean matchNumber(float value, String text, int from, int to) {
    for (int i = 0; i < nearestFloats.length; i++) {
      if (value == nearestFloats[i]
          && new BigDecimal(Decimal.plain(text, from, to, decimal)).compareTo(numbers.get(i))
              == 0) {
        return true;
      }
    }
    return false;
  }

  /** Whether a number of double precision is the one nearest to a marker. */
  boolean matchDouble(double value) {
    for (double marker : nearest) {
      if (value == marker) {
        return true;
      }
    }
    return false;
  }

  /** Whether a number of single precision is the one nearest to a marker. */
  boolean matchSingle(float value) {
    for (float marker : nearestFloats) {
      if (value == marker) {
        return true;
      }
    }
    return false;
  }
}
