package io.chronoshard.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** How long the command line takes to look at a model's versions, as a whole process. */
public final class Registry {

  /** As many as pruning keeps, and many. */
  private static final List<Integer> VERSIONS = List.of(10, 100);

  private static final int RUNS = 10;

  /** In the working folder, which is the project's. */
  private static final String SCRIPT = "scripts/chronoshard";

  private Registry() {}

  /**
   * Measures, and prints a table.
   *
   * @param arguments {@code --markdown} for a table in Markdown
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("registry");
    try {
      Path config = configuration(folder);
      for (String job : List.of("simulate", "ingest", "train")) {
        timed(config, "--master", "local[2]", job);
      }
      Path model = folder.resolve("registry/model");
      Table table =
          new Table(
              1, List.of("command", "versions", "seconds", "least", "most", "processor seconds"));
      int there = 1;
      for (int versions : VERSIONS) {
        while (there < versions) {
          copy(model.resolve(name(1)), model.resolve(name(++there)));
        }
        for (String action : List.of("list", "show", "verify")) {
          table.add(row(config, action, versions));
        }
      }
      System.out.println(description());
      System.out.println();
      System.out.print(List.of(arguments).contains("--markdown") ? table.markdown() : table.text());
    } finally {
      Folders.remove(folder);
    }
  }

  private static Path configuration(Path folder) throws IOException {
    return Files.writeString(
        folder.resolve("registry.conf"),
        String.format(
            Locale.ROOT,
            """
            simulate { output = "%1$s/raw", steps = 20000, channels = 14 }
            history { input = ["%1$s/raw/*.csv"], table = "%1$s/table" }
            window { length = 24, stride = 200, targets = ["T (degC)"] }
            model.layers = [{ type = lstm, units = 32 }]
            training { epochs = 20, early-stopping.patience = 20 }
            registry { path = "%1$s/registry", model = model }
            """,
            folder));
  }

  private static List<String> row(Path config, String action, int versions)
      throws IOException, InterruptedException {
    timed(config, "models", action);
    double[] clock = new double[RUNS];
    double[] processor = new double[RUNS];
    for (int run = 0; run < RUNS; run++) {
      double[] times = timed(config, "models", action);
      clock[run] = times[0];
      processor[run] = times[1] + times[2];
    }
    Spread seconds = Spread.of(clock);
    return List.of(
        "models " + action,
        Integer.toString(versions),
        String.format(Locale.ROOT, "%.2f", seconds.median()),
        String.format(Locale.ROOT, "%.2f", seconds.least()),
        String.format(Locale.ROOT, "%.2f", seconds.most()),
        String.format(Locale.ROOT, "%.2f", Spread.of(processor).median()));
  }

  /** Seconds by the clock, of the processor in the program, and in the system. */
  private static double[] timed(Path config, String... words)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.addAll(
        List.of("bash", "-c", "TIMEFORMAT='%R %U %S'; time \"$@\" >/dev/null", "time", SCRIPT));
    command.addAll(List.of(words));
    command.addAll(List.of("--quiet", "--config", config.toString()));
    Path log = config.resolveSibling("log");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    int code = process.waitFor();
    List<String> lines = Files.readAllLines(log);
    if (code != 0) {
      throw new IllegalStateException(
          String.join(" ", words) + " ended with code " + code + ":\n" + String.join("\n", lines));
    }
    return Stream.of(lines.get(lines.size() - 1).split(" "))
        .mapToDouble(Double::parseDouble)
        .toArray();
  }

  private static String description() {
    return String.format(
        Locale.ROOT,
        """
        scripts/chronoshard as a whole process, from its start to its end, on a local disk: a model's versions, each of an
        LSTM of 32 units that was trained for 20 epochs. Medians of %d runs after one that is not counted; the processor's
        time is that of all threads. Load of the machine at the end %.1f.
        %s.""",
        RUNS,
        Machine.load(),
        Machine.description());
  }

  private static void copy(Path version, Path to) throws IOException {
    Files.createDirectory(to);
    try (Stream<Path> files = Files.list(version)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(file.getFileName().toString()));
      }
    }
  }

  private static String name(int version) {
    return String.format(Locale.ROOT, "v%06d", version);
  }
}
