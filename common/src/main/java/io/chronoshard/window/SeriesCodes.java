package io.chronoshard.window;

import java.util.Collections;
import java.util.List;

/**
 * A number for each series that a model was trained on, and 0 for all others.
 *
 * @param names of the series, in order; the first one's code is 1
 */
public record SeriesCodes(List<String> names) {

  /** Of a model that does not tell series apart. */
  public static final SeriesCodes NONE = new SeriesCodes(List.of());

  /** Copies the list. */
  public SeriesCodes {
    names = List.copyOf(names);
  }

  /** The code of a series, known or not. */
  public int of(String series) {
    return Math.max(0, Collections.binarySearch(names, series) + 1);
  }

  /** How many there are, that of the unknown one included. */
  public int count() {
    return names.size() + 1;
  }
}
