package io.chronoshard.history;

import java.util.List;
import java.util.Map;

/**
 * What is known of series beside their readings, as values of channels.
 *
 * @param width channels
 * @param values one for each channel, by the name of the series; of a category the place of its
 *     text
 * @param texts of each channel; none where it is no category
 */
public record Attributes(int width, Map<String, float[]> values, List<List<String>> texts) {

  /** Nothing is known. */
  public static final Attributes NONE = new Attributes(0, Map.of(), List.of());

  /** Copies what it is given. */
  public Attributes {
    values = Map.copyOf(values);
    texts = List.copyOf(texts);
  }
}
