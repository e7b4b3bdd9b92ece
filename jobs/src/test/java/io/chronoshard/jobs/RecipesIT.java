package io.chronoshard.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.chronoshard.config.Configuration;
import io.chronoshard.config.ConfigurationReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every recipe of {@code conf/recipes} trains, evaluates, scores and reports, on a small history of
 * its own kind.
 */
class RecipesIT {

  static final Path RECIPES = ProjectFolder.path().resolve("conf/recipes");
  private static final Pattern PARAMETERS = Pattern.compile("(?m)^# Parameters: ([\\d,]+)$");

  /** Recipes on the same history find it here. */
  @TempDir private static Path folder;

  static Stream<Path> recipes() throws IOException {
    try (Stream<Path> files = Files.list(RECIPES)) {
      List<Path> recipes =
          files.filter(file -> file.toString().endsWith(".conf")).sorted().toList();
      return recipes.stream().map(RECIPES::relativize);
    }
  }

  @ParameterizedTest
  @MethodSource("recipes")
  void trainsAndForecasts(Path recipe) throws IOException {
    Path file = RECIPES.resolve(recipe);
    String text = Files.readString(file);
    assertThat(text).contains("# Shows: ", "# From: ");
    Configuration settings = ConfigurationReader.read(Optional.of(file), List.of());
    RunMain main = new RunMain(folder, small(file, settings));
    for (String job : List.of("simulate", "ingest", "describe")) {
      main.require(job);
    }
    assertThat(main.out()).contains("total parameters: " + parameters(text) + ",");

    main.require("train");
    assertThat(main.out()).contains("validation MAE");
    main.require("evaluate");
    assertThat(main.out()).contains("windows of the test part");
    main.require("score");
    assertThat(main.out()).contains("forecasts of v000001 in ");
    main.require("report");
    assertThat(folder.resolve(settings.report().output())).isNotEmptyFile();
  }

  private static String parameters(String recipe) {
    Matcher told = PARAMETERS.matcher(recipe);
    assertThat(told.find()).as("a line \"# Parameters: 1,234\"").isTrue();
    return told.group(1);
  }

  /**
   * The recipe over three weeks of readings, for one epoch, with all that it writes in a folder.
   */
  private static String small(Path file, Configuration settings) {
    return String.join(
        "\n",
        "include required(file(" + quoted(file) + "))",
        "simulate { steps = 3000, output = " + inFolder(settings.simulate().output()) + " }",
        "history.input = [" + inFolder(settings.history().input().get(0)) + "]",
        "history.table = " + inFolder(settings.history().table()),
        "training.epochs = 1",
        "registry.path = " + inFolder(settings.registry().path()),
        "scores.output = " + inFolder(settings.scores().output()),
        "report.output = " + inFolder(settings.report().output()));
  }

  private static String inFolder(String path) {
    return quoted(folder.resolve(path));
  }

  private static String quoted(Path path) {
    return "\"" + path + "\"";
  }
}
