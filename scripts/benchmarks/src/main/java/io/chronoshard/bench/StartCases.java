package io.chronoshard.bench;

import io.chronoshard.error.UserException;
import io.chronoshard.registry.Metrics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/**
 * Trains a version on the first months of a history, and then on more of it twice: from nothing,
 * and from the version. A table for each history tells after how many windows each is as good as
 * training from nothing comes to be. Errors are means over several seeds, of the months behind the
 * training part.
 */
public final class StartCases {

  private StartCases() {}

  /** Trains, and prints tables. */
  public static void main(String[] arguments) throws IOException {
    try {
      run(List.of(arguments));
    } catch (UserException e) {
      System.err.println("bench: " + e.getMessage());
      System.exit(e.exitCode());
    }
  }

  private static void run(List<String> arguments) throws IOException {
    int seeds = AveragingCases.numbers(arguments, "seeds", "3").get(0);
    int epochs = AveragingCases.numbers(arguments, "epochs", "20").get(0);
    String all = String.join(",", StartTask.names());
    Path folder = Files.createTempDirectory("bench-start");
    try {
      for (String name : AveragingCases.value(arguments, "histories", all).split(",")) {
        print(StartTask.of(name), folder.resolve(name), training(seeds, epochs), arguments);
      }
    } finally {
      Folders.remove(folder);
    }
  }

  private static String training(int seeds, int epochs) {
    String several =
        seeds == 1 ? "" : ", seeds = [" + AveragingCases.seeds(2, seeds) + "], combine = mean";
    return String.format(Locale.ROOT, "training { shards = 1, epochs = %d%s }%n", epochs, several);
  }

  private static void print(StartTask task, Path folder, String training, List<String> arguments)
      throws IOException {
    Files.createDirectories(folder);
    HistoryJobs jobs = new HistoryJobs(folder, task.history());
    jobs.read();
    Metrics first = jobs.train("grown", 1, task.split(0) + training);
    System.err.printf(
        Locale.ROOT,
        "bench: %s: version of MAE %.4f%n",
        task.history().name(),
        first.kept().validationMae());
    Table table =
        new Table(
            2,
            List.of(
                "training part",
                "begins from",
                "windows",
                "MAE before",
                "least MAE",
                "windows until then",
                "as good as from nothing after"));
    int version = 2;
    for (int later : task.later()) {
      StartLine nothing =
          StartLine.of(jobs.train("nothing-" + later, 1, task.split(later) + training));
      StartLine start =
          StartLine.of(
              jobs.train("grown", version, task.split(later) + training + "training.start = 1\n"));
      version++;
      String part = (task.months() + later) + " months";
      add(table, part, "nothing", nothing, nothing.least());
      add(table, part, "version of " + task.months() + " months", start, nothing.least());
      System.err.printf(Locale.ROOT, "bench: %s: %s are done%n", task.history().name(), part);
    }
    System.out.println(
        String.format(
            Locale.ROOT,
            "%s: errors of the %d months behind the training part, windows that were trained on, epoch by"
                + " epoch:",
            task.history().what(),
            StartTask.JUDGED));
    System.out.println();
    System.out.print(arguments.contains("--markdown") ? table.markdown() : table.text());
  }

  private static void add(Table table, String part, String from, StartLine line, double error) {
    table.add(
        List.of(
            part,
            from,
            String.format(Locale.ROOT, "%,d", line.windows()),
            Double.isNaN(line.before()) ? "" : String.format(Locale.ROOT, "%.4f", line.before()),
            String.format(Locale.ROOT, "%.4f", line.least()),
            count(line.until(line.least())),
            count(line.until(error))));
  }

  private static String count(OptionalLong windows) {
    return windows.isPresent() ? String.format(Locale.ROOT, "%,d", windows.getAsLong()) : "never";
  }
}
