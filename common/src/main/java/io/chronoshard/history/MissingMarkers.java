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
  private final float[] nearest;
  private final List<BigDecimal> numbers = new ArrayList<>();

  MissingMarkers(List<String> markers) {
    List<Float> floats = new ArrayList<>();
    for (String marker : markers) {
      String text = marker.strip();
      float value = Decimal.parse(text, 0, text.length());
      if (Float.isNaN(value)) {
        texts.add(text);
      } else {
        numbers.add(new BigDecimal(text));
        floats.add(value);
      }
    }
    nearest = new float[floats.size()];
    for (int i = 0; i < nearest.length; i++) {
      nearest[i] = floats.get(i);
    }
  }

  /** Whether nothing at all is a marker. */
  boolean hasEmpty() {
    return texts.contains("");
  }

  /** Whether a text that is no number is a marker. */
  boolean matchText(String text) {
    return texts.contains(text);
  }

  /**
   * Whether a number is a marker.
   *
   * @param value the float nearest to the text
   */
  boolean matchNumber(float value, String text, int from, int to) {
    for (int i = 0; i < nearest.length; i++) {
      if (value == nearest[i]
          && new BigDecimal(text.substring(from, to)).compareTo(numbers.get(i)) == 0) {
        return true;
      }
    }
    return false;
  }
}
