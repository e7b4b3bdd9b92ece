package io.chronoshard.bench;

import io.chronoshard.error.ConfigurationException;
import io.chronoshard.error.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * Trains each recipe on each history, and has it and the baselines forecast what no training saw.
 * {@code --histories=} and {@code --recipes=} take some of them, by names between commas. A table
 * for each history has the errors in the target's own unit over the same windows of the test part,
 * or over the newest window of each series of another table, the least mean absolute error first,
 * and that error as a multiple of a naive forecast's. Each recipe has its own layers, loss,
 * optimiser, epochs and seeds, and one shard.
 */
public final class AccuracyCases {

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
    List<String> recipes =
        chosen(
            arguments,
            "recipes",
            AccuracyTask.ALL.stream().flatMap(task -> task.recipes().stream()).distinct().toList());
    Path folder = Files.createTempDirectory("bench-accuracy");
    try {
      for (AccuracyTask task : AccuracyTask.ALL) {
        List<String> own = recipes.stream().filter(task.recipes()::contains).toList();
        if (histories.contains(task.name()) && own.isEmpty()) {
          System.err.println("bench: " + task.name() + " compares none of these: no table");
        } else if (histories.contains(task.name())) {
          print(task, new AccuracyRun(folder.resolve(task.name()), task).table(own), arguments);
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
