package io.chronoshard.bench;

import io.chronoshard.error.ConfigurationException;
import io.chronoshard.error.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Trains each recipe on each history, and has it and the baselines forecast what no training saw.
 * {@code --histories=} and {@code --recipes=} take some of them, by names between commas. A table
 * for each history has the errors in the target's own unit over the same windows of the test part,
 * the least mean absolute error first, and that error as a multiple of the last value's. Each
 * recipe has its own layers, loss, optimiser and epochs, one seed and one shard.
 */
public final class AccuracyCases {

  private static final Path RECIPES = Path.of("conf/recipes");

  /** Recipes that are not about one value, some steps after a window of any length. */
  private static final Set<String> OF_THEIR_OWN =
      Set.of(
          "anomaly",
          "classes",
          "encoder-decoder",
          "known-ahead",
          "numbers-gru",
          "numbers-lstm",
          "numbers-simple-rnn",
          "remaining-life",
          "ten-points",
          "threshold",
          "two-inputs-two-heads");

  private AccuracyCases() {}

  /** Trains, evaluates, and prints a table. */
  public static void main(String[] arguments) throws IOException {
    try {
      run(List.of(arguments));
    } catch (UserException e) {
      System.err.println("bench: " + e.getMessage());
      System.exit(e.exitCode());
    }
  }

  private static void run(List<String> arguments) throws IOException {
    List<String> histories =
        chosen(arguments, "histories", AccuracyTask.ALL.stream().map(AccuracyTask::name).toList());
    List<String> recipes = chosen(arguments, "recipes", recipes());
    Path folder = Files.createTempDirectory("bench-accuracy");
    try {
      for (AccuracyTask task : AccuracyTask.ALL) {
        if (histories.contains(task.name())) {
          print(task, new AccuracyRun(folder.resolve(task.name()), task).table(recipes), arguments);
        }
      }
    } finally {
      Folders.remove(folder);
    }
  }

  private static void print(AccuracyTask task, Table table, List<String> arguments) {
    System.out.println(task.what() + ":");
    System.out.println();
    System.out.print(arguments.contains("--markdown") ? table.markdown() : table.text());
  }

  private static List<String> recipes() throws IOException {
    try (Stream<Path> files = Files.list(RECIPES)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".conf"))
          .map(name -> name.substring(0, name.length() - ".conf".length()))
          .filter(name -> !OF_THEIR_OWN.contains(name))
          .sorted()
          .toList();
    }
  }

  /** The values of an option, all where it is not given. */
  private static List<String> chosen(List<String> arguments, String option, List<String> all) {
    String start = "--" + option + "=";
    List<String> values =
        arguments.stream()
            .filter(argument -> argument.startsWith(start))
            .flatMap(argument -> Arrays.stream(argument.substring(start.length()).split(",", -1)))
            .toList();
    for (String value : values) {
      if (!all.contains(value)) {
        throw new ConfigurationException(
            start + value + ": there is no such one; there are " + String.join(", ", all));
      }
    }
    return values.isEmpty() ? all : values;
  }
}
