package io.chronoshard.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** The recipes that are compared, by a file that {@code scripts/bench} reads too. */
final class AccuracyRecipes {

  private static final String FILE = "accuracy-recipes.txt";

  private AccuracyRecipes() {}

  /** Those that forecast a history. */
  static List<String> of(String history) {
    return text()
        .lines()
        .filter(line -> !line.startsWith("#"))
        .map(line -> List.of(line.split(" ", -1)))
        .filter(words -> words.subList(1, words.size()).contains(history))
        .map(words -> words.get(0))
        .toList();
  }

  private static String text() {
    try (InputStream stream = AccuracyRecipes.class.getResourceAsStream(FILE)) {
      if (stream == null) {
        throw new IllegalStateException(FILE + " is not on the class path");
      }
      return new String(stream.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
