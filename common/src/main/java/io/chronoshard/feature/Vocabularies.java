package io.chronoshard.feature;

import java.util.List;
import java.util.Map;

/**
 * The categories that a model knows, fitted on the training part alone.
 *
 * @param texts of each channel that holds texts, those that have a column of their own, sorted
 */
public record Vocabularies(Map<String, List<String>> texts) {

  /** No category has a column of its own. */
  public static final Vocabularies NONE = new Vocabularies(Map.of());

  /** Copies the map. */
  public Vocabularies {
    texts = Map.copyOf(texts);
  }

  /** Of one channel. */
  List<String> of(String channel) {
    return texts.getOrDefault(channel, List.of());
  }
}
