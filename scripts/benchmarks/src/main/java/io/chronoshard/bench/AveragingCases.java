package io.chronoshard.bench;

import io.chronoshard.error.ConfigurationException;
import io.chronoshard.error.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Trains the same network on the same history by one machine, and by shards whose parameters are
 * averaged by {@code mean} and by {@code nesterov}. A table for each history has the least error of
 * the validation part that each came to, and a page in {@code target/bench} draws the errors over
 * epochs and over rounds. Each error is the mean over several seeds.
 */
public final class AveragingCases {

  private static final Path PAGES = Path.of("target", "bench");

  private AveragingCases() {}

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
    AveragingTask.Size size =
        new AveragingTask.Size(
            numbers(arguments, "shards", "4,8,16"),
            numbers(arguments, "seeds", "3").get(0),
            numbers(arguments, "epochs", "30").get(0),
            numbers(arguments, "period", "64").get(0));
    List<String> histories =
        List.of(value(arguments, "histories", String.join(",", AveragingTask.names())).split(","));
    Path folder = Files.createTempDirectory("bench-averaging");
    try {
      for (String name : histories) {
        print(AveragingTask.of(name), size, folder.resolve(name), arguments);
      }
    } finally {
      Folders.remove(folder);
    }
  }

  private static void print(
      AveragingTask task, AveragingTask.Size size, Path folder, List<String> arguments)
      throws IOException {
    Files.createDirectories(folder);
    HistoryJobs jobs = new HistoryJobs(folder, task);
    jobs.read();
    AveragingRun run = new AveragingRun(jobs, size);
    List<AveragingLine> lines = new ArrayList<>();
    lines.add(run.line("one machine", "mean", 1));
    for (String averaging : List.of("mean", "nesterov")) {
      for (int shards : size.shards()) {
        lines.add(run.line(averaging, averaging, shards));
      }
    }
    Files.createDirectories(PAGES);
    Path page = PAGES.resolve("averaging-" + task.name() + ".html");
    Files.writeString(page, AveragingPage.html(task.what(), lines));
    System.err.println("bench: drawn in " + page);
    System.out.println(description(task, size) + ":");
    System.out.println();
    Table table = table(lines);
    System.out.print(arguments.contains("--markdown") ? table.markdown() : table.text());
  }

  private static String description(AveragingTask task, AveragingTask.Size size) {
    return String.format(
        Locale.ROOT,
        "%s: least MAE of the validation part within %d epochs, mean of %s, a period of %d minibatches",
        task.what(),
        size.epochs(),
        size.seeds() == 1 ? "one seed" : size.seeds() + " seeds",
        size.period());
  }

  private static Table table(List<AveragingLine> lines) {
    double one = lines.get(0).best();
    Table table =
        new Table(
            1,
            List.of(
                "averaging",
                "shards",
                "rounds an epoch",
                "MAE",
                "of seeds",
                "times one machine",
                "in epoch",
                "rounds until then"));
    for (AveragingLine line : lines) {
      table.add(
          List.of(
              line.label(),
              Integer.toString(line.shards()),
              Integer.toString(line.rounds()),
              String.format(Locale.ROOT, "%.4f", line.best()),
              String.format(Locale.ROOT, "%.4f-%.4f", line.least(), line.most()),
              String.format(Locale.ROOT, "%.3f", line.best() / one),
              Integer.toString(line.epochOfBest()),
              Integer.toString(line.epochOfBest() * line.rounds())));
    }
    return table;
  }

  /** The numbers of an option. */
  static List<Integer> numbers(List<String> arguments, String option, String otherwise) {
    String text = value(arguments, option, otherwise);
    try {
      return Stream.of(text.split(",", -1)).map(Integer::valueOf).toList();
    } catch (NumberFormatException e) {
      throw new ConfigurationException("--" + option + "=" + text + ": write numbers", e);
    }
  }

  /** What an option says. */
  static String value(List<String> arguments, String option, String otherwise) {
    String start = "--" + option + "=";
    return arguments.stream()
        .filter(argument -> argument.startsWith(start))
        .map(argument -> argument.substring(start.length()))
        .findFirst()
        .orElse(otherwise);
  }

  /** The numbers from one to another, with commas. */
  static String seeds(int from, int to) {
    return String.join(",", IntStream.rangeClosed(from, to).mapToObj(Integer::toString).toList());
  }
}
