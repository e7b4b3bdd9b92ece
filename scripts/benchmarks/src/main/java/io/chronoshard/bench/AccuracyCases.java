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
 * {@code --histories=} and {@code --recipes=} take some of them, by names between commas.
 */
public final class AccuracyCases {

  private static final Path RECIPES = Path.of("conf/recipes");

  /** Recipes that are not about one value, some steps after a window of any length. */
  private static final Set<String> OF_THEIR_OWN =
      Set.of(
          "anomaly",
          "classes",
          "encoder-decoder",
          "event-begins",
          "event-labels",
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
      Table table =
          new Table(
              2, List.of("what is forecast", "by", "windows", "MAE", "RMSE", "of last value"));
      for (AccuracyTask task : AccuracyTask.ALL) {
        if (histories.contains(task.name())) {
          new AccuracyRun(folder.resolve(task.name()), task).addTo(table, recipes);
        }
      }
      System.out.println(description());
      System.out.println();
      System.out.print(arguments.contains("--markdown") ? table.markdown() : table.text());
    } finally {
      Folders.remove(folder);
    }
  }

  private static String description() {
    return """
        Errors in the target's own unit, over windows of the test part; all forecasts of a history are of the same
        windows, and the one with the least mean absolute error stands first. "of last value" is the mean absolute error as a multiple of that of "it stays as it is".
        Each recipe with its own layers, loss, optimiser and epochs, one seed, one shard; nothing was tuned to a
        history. A calendar is among the inputs.""";
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
