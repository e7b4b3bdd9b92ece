package io.chronoshard.gate;

import java.util.List;
import java.util.stream.Stream;

/**
 * Who is compared, by name.
 *
 * @param champion the version in use
 * @param challengers that want to replace it
 * @param baselines that a challenger must be better than, too
 */
public record Candidates(String champion, List<String> challengers, List<String> baselines) {

  /** Copies the lists, and checks that each has a name of its own. */
  public Candidates {
    challengers = List.copyOf(challengers);
    baselines = List.copyOf(baselines);
    List<String> all =
        Stream.of(List.of(champion), challengers, baselines).flatMap(List::stream).toList();
    if (all.stream().distinct().count() < all.size()) {
      throw new IllegalArgumentException("two of one name: " + all);
    }
  }

  /** All of them: the champion, challengers, baselines. */
  public List<String> all() {
    return Stream.of(List.of(champion), challengers, baselines).flatMap(List::stream).toList();
  }
}
