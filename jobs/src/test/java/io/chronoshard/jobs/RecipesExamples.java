package io.chronoshard.jobs;

import io.chronoshard.config.Configuration;
import io.chronoshard.config.ConfigurationReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The recipes' configurations. */
public final class RecipesExamples {

  private RecipesExamples() {}

  /** Of all recipes. */
  public static List<Configuration> all() throws IOException {
    return files().stream()
        .map(file -> ConfigurationReader.read(Optional.of(file), List.of()))
        .toList();
  }

  /** The files of all recipes. */
  public static List<Path> files() throws IOException {
    try (Stream<Path> recipes = RecipesIT.recipes()) {
      return recipes.map(RecipesIT.RECIPES::resolve).toList();
    }
  }
}
