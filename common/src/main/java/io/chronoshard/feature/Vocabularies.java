package io.chronoshard.feature;

import io.chronoshard.grid.History;
import java.util.HashMap;
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

  /**
   * As many categories as a training could find at most: the first of each channel's texts.
   *
   * @param most categories of a channel that have a column of their own
   */
  public static Vocabularies atMost(History history, int most) {
    Map<String, List<String>> texts = new HashMap<>();
    history
        .categories()
        .forEach((channel, all) -> texts.put(channel, all.stream().limit(most).toList()));
    return new Vocabularies(texts);
  }

  /** Of one channel. */
  List<String> of(String channel) {
    return texts.getOrDefault(channel, List.of());
  }
}
