package io.chronoshard.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.chronoshard.config.Configuration;
import io.chronoshard.config.ConfigurationReader;
import io.chronoshard.jobs.spark.Sessions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every recipe of {@code conf/recipes} trains, evaluates, scores and reports on a small history of
 * its own kind.
 */
class RecipesIT {

  static final Path RECIPES = ProjectFolder.path().resolve("conf/recipes");

  /** Of one network, or of each model of an ensemble and of all networks together. */
  private static final Pattern PARAMETERS =
      Pattern.compile(
          "(?m)^# Parameters: (?<each>[\\d,]+(?: and [\\d,]+)*)(?:, of all \\w+ networks (?<all>[\\d,]+))?$");

  private static final Pattern TOTAL = Pattern.compile("(?m)^total parameters: ([\\d,]+), all");
  private static final Pattern OF_ALL = Pattern.compile("with ([\\d,]+) parameters in all");

  private static final Pattern INCLUDED =
      Pattern.compile("(?m)^include required\\(\"(common/[a-z]+\\.conf)\"\\)$");

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
    assertThat(text).contains("# Shows: ", "# From: ").doesNotContain("usual articles");
    Configuration settings = ConfigurationReader.read(Optional.of(file), List.of());
    assertThat(text + included(text))
        .contains(
            " recipe is run from the project's folder by the jobs "
                + (isSimulated(settings) ? "simulate, " : "")
                + "ingest, describe, train, evaluate, score and report.");
    RunMain main = new RunMain(folder, small(file, settings));
    if (isSimulated(settings)) {
      main.require("simulate");
    }
    main.require("ingest");
    main.require("describe");
    requireParameters(text, main.out());

    main.require("train");
    assertThat(main.out())
        .contains(settings.training().validate() ? ": validation " : "(no validation)");
    main.require("score");
    assertThat(main.out()).contains("forecasts of v000001 in ");
    main.require("evaluate");
    assertThat(main.out())
        .contains(
            settings.split().fractions().training() == 1
                ? "7 windows of the whole history"
                : "windows of the test part");
    main.require("report");
    assertThat(folder.resolve(settings.report().output())).isNotEmptyFile();
  }

  /** As many numbers as two outputs with one metric and with two have, and their sum. */
  @Test
  void evaluationTellsTheLossOfAllAndOfEachOutput() throws IOException {
    Path file = RECIPES.resolve("two-inputs-two-heads.conf");
    Configuration settings = ConfigurationReader.read(Optional.of(file), List.of());
    RunMain main = new RunMain(folder, small(file, settings));
    for (String job : List.of("simulate", "ingest", "train", "evaluate")) {
      main.require(job);
    }

    Map<String, Double> told = new LinkedHashMap<>();
    main.out()
        .lines()
        .dropWhile(line -> !line.startsWith("output "))
        .skip(2)
        .takeWhile(line -> !line.isEmpty())
        .map(line -> line.split(" {2,}", -1))
        .forEach(row -> told.put(row[0] + ": " + row[1], Double.valueOf(row[2])));
    assertThat(told.keySet())
        .containsExactly(
            "all, by their weights: loss",
            "next-warmth: loss",
            "next-warmth: mae",
            "next-pressure: loss",
            "next-pressure: mae",
            "next-pressure: rmse");
    assertThat(told.get("all, by their weights: loss"))
        .isCloseTo(
            told.get("next-warmth: loss") + 0.5 * told.get("next-pressure: loss"), within(2e-5));
    for (String output : List.of("next-warmth", "next-pressure")) {
      String target = output.endsWith("warmth") ? "T (degC)" : "p (mbar)";
      assertThat(main.out())
          .containsPattern(
              "(?m)^"
                  + Pattern.quote(target)
                  + " +model +"
                  + String.format(Locale.ROOT, "%.5f", told.get(output + ": mae")));
    }
  }

  /** From windows of three, with all of its epochs. */
  @ParameterizedTest
  @ValueSource(strings = {"numbers-simple-rnn", "numbers-lstm", "numbers-gru"})
  void theNumbersGoOnWith11(String recipe) throws IOException {
    Path file = RECIPES.resolve(recipe + ".conf");
    Configuration settings = ConfigurationReader.read(Optional.of(file), List.of());
    Path scores = folder.resolve("eleven").resolve(recipe);
    RunMain main = new RunMain(folder, small(file, settings));
    main.require("ingest");
    main.require(
        "train",
        "training.epochs=" + settings.training().epochs(),
        "registry.path=" + quoted(folder.resolve("eleven/registry")));
    main.require(
        "score",
        "training.epochs=" + settings.training().epochs(),
        "registry.path=" + quoted(folder.resolve("eleven/registry")),
        "scores.output=" + quoted(scores));

    try (SparkSession spark = Sessions.open("test", new SparkConf().setMaster("local[1]"))) {
      Row newest = spark.read().parquet(scores.toString()).select("forecast").first();
      assertThat(newest.getFloat(0)).isCloseTo(11f, within(0.3f));
    }
  }

  /** What a loss gives beside the forecast stands in the scores, and is what it is called. */
  @ParameterizedTest
  @EnumSource(ScoreTableLaws.class)
  void scoresHoldWhatTheLossGives(ScoreTableLaws laws) throws IOException {
    Path file = RECIPES.resolve(laws.recipe());
    Configuration settings = ConfigurationReader.read(Optional.of(file), List.of());
    RunMain main = new RunMain(folder, small(file, settings));
    for (String job : List.of("simulate", "ingest", "train", "score")) {
      main.require(job);
    }

    try (SparkSession spark = Sessions.open("test", new SparkConf().setMaster("local[1]"))) {
      List<Row> rows =
          spark
              .read()
              .parquet(folder.resolve(settings.scores().output()).toString())
              .collectAsList();
      assertThat(rows).hasSizeGreaterThan(1000);
      laws.hold(rows);
    }
  }

  /** Machines that ran fewer cycles than a window has rows are forecast from their third on. */
  @Test
  void seriesShorterThanAWindowHaveForecasts() throws IOException {
    Path file = RECIPES.resolve("variable-length.conf");
    Configuration settings = ConfigurationReader.read(Optional.of(file), List.of());
    Path scores = folder.resolve("young");
    String registry = "registry.path=" + quoted(folder.resolve("young-registry"));
    RunMain main = new RunMain(folder, small(file, settings));
    main.require("ingest");
    main.require("train", registry);
    main.require("score", registry, "scores.output=" + quoted(scores));

    try (SparkSession spark = Sessions.open("test", new SparkConf().setMaster("local[1]"))) {
      List<Row> rows = spark.read().parquet(scores.toString()).collectAsList();
      Map<String, List<Long>> origins = new TreeMap<>();
      rows.forEach(
          row ->
              origins
                  .computeIfAbsent(row.getAs("series"), name -> new ArrayList<>())
                  .add(row.getAs("origin")));
      assertThat(origins).hasSize(24);
      // Of twelve cycles, of which the fifth and the ninth were not read.
      assertThat(origins.get("m04")).containsExactlyInAnyOrder(3L, 4L, 8L, 12L);
      assertThat(rows).noneMatch(row -> Float.isNaN(row.getAs("forecast")));
    }
  }

  /** Those that a recipe names are those that {@code describe} tells. */
  private static void requireParameters(String recipe, String told) {
    Matcher line = PARAMETERS.matcher(recipe);
    assertThat(line.find())
        .as(
            "a line \"# Parameters: 1,234\" or \"# Parameters: 1,234, of all three networks 3,702\"")
        .isTrue();
    assertThat(TOTAL.matcher(told).results().map(total -> total.group(1)))
        .containsExactly(line.group("each").split(" and ", -1));
    assertThat(OF_ALL.matcher(told).results().map(total -> total.group(1)))
        .isEqualTo(Stream.ofNullable(line.group("all")).toList());
  }

  /** The file that a recipe shares with others, where there is one. */
  private static String included(String recipe) throws IOException {
    Matcher include = INCLUDED.matcher(recipe);
    return include.find() ? Files.readString(RECIPES.resolve(include.group(1))) : "";
  }

  private static boolean isSimulated(Configuration settings) {
    return settings.history().input().get(0).startsWith(settings.simulate().output());
  }

  /**
   * The recipe over three weeks of readings, where they are made up, for one epoch, with all that
   * it writes in a folder.
   */
  private static String small(Path file, Configuration settings) {
    return String.join(
        "\n",
        "include required(file(" + quoted(file) + "))",
        "simulate { steps = 3000, output = " + inFolder(settings.simulate().output()) + " }",
        "history.input = [" + input(settings) + "]",
        labels(settings),
        "history.table = " + inFolder(settings.history().table()),
        attributes(settings),
        "training.epochs = 1",
        "registry.path = " + inFolder(settings.registry().path()),
        "scores.output = " + inFolder(settings.scores().output()),
        "report.output = " + inFolder(settings.report().output()));
  }

  private static String input(Configuration settings) {
    String input = settings.history().input().get(0);
    return isSimulated(settings) ? inFolder(input) : quoted(ProjectFolder.path().resolve(input));
  }

  private static String labels(Configuration settings) {
    String input = settings.history().labels().intervals().input();
    return input.isEmpty() ? "" : "history.labels.input = " + inFolder(input);
  }

  private static String attributes(Configuration settings) {
    String input = settings.history().series().attributes().input();
    return input.isEmpty()
        ? ""
        : "history.series.attributes.input = " + quoted(ProjectFolder.path().resolve(input));
  }

  private static String inFolder(String path) {
    return quoted(folder.resolve(path));
  }

  private static String quoted(Path path) {
    return "\"" + path + "\"";
  }
}
