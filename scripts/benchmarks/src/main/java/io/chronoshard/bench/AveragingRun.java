package io.chronoshard.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.chronoshard.jobs.Main;
import io.chronoshard.registry.Json;
import io.chronoshard.registry.Metrics;
import io.chronoshard.train.TrainingHistory;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * One history, on which a network is trained in several ways.
 *
 * @param folder takes what is made on the way
 * @param task the history
 * @param size how much is trained
 */
record AveragingRun(Path folder, AveragingTask task, AveragingTask.Size size) {

  /** Makes the history table. */
  void read() throws IOException {
    if (task.kind() == AveragingTask.Kind.MADE_UP) {
      run("simulate", settings());
    }
    run("ingest", settings());
  }

  /** Trains with each seed. */
  AveragingLine line(String label, String averaging, int shards) throws IOException {
    String model = averaging + "-" + shards;
    run(
        "train",
        settings()
            + String.format(
                Locale.ROOT,
                """
                training { averaging = %s, shards = %d, epochs = %d, period = %d, seeds = [%s] }
                registry { path = "%s", model = "%s" }
                """,
                averaging,
                shards,
                size.epochs(),
                size.period(),
                AveragingCases.seeds(2, size.seeds()),
                folder.resolve("registry"),
                model));
    Path made = folder.resolve("registry").resolve(model);
    Path file = made.resolve("v000001").resolve("metrics.json");
    Metrics metrics = Json.read(Files.readAllBytes(file), Metrics.class, file.toString());
    List<TrainingHistory> histories =
        metrics.networks().isEmpty()
            ? List.of(metrics.training())
            : metrics.networks().stream().map(Metrics.Trained::training).toList();
    AveragingLine line = new AveragingLine(label, shards, rounds(made.resolve("runs")), histories);
    System.err.printf(Locale.ROOT, "bench: %s, %s: MAE %.4f%n", task.name(), model, line.best());
    return line;
  }

  /** Rounds of an epoch, as the run's events tell. */
  private static int rounds(Path runs) throws IOException {
    try (Stream<Path> files = Files.walk(runs)) {
      Path events =
          files.filter(file -> file.toString().endsWith(".jsonl")).findFirst().orElseThrow();
      ObjectMapper mapper = new ObjectMapper();
      for (String line : Files.readAllLines(events)) {
        JsonNode event = mapper.readTree(line);
        if (event.path("event").asText().equals("epoch started")) {
          return event.path("rounds").asInt();
        }
      }
    }
    throw new IllegalStateException("no epoch began in " + runs);
  }

  private String settings() {
    String history =
        task.kind() == AveragingTask.Kind.REAL
            ? String.format(
                Locale.ROOT,
                "include required(file(\"%s\"))\n",
                Path.of("conf", "histories", task.name() + ".conf").toAbsolutePath())
            : String.format(
                Locale.ROOT,
                "simulate.output = \"%1$s/raw\"\nhistory.input = [\"%1$s/raw/*.csv\"]\n",
                folder);
    return history + task.settings() + "history.table = \"" + folder.resolve("table") + "\"\n";
  }

  private void run(String job, String settings) throws IOException {
    Path config = Files.writeString(folder.resolve("job.conf"), settings);
    PrintStream nowhere = new PrintStream(PrintStream.nullOutputStream(), false, UTF_8);
    int code =
        Main.run(new String[] {job, "--config", config.toString(), "--quiet"}, nowhere, System.err);
    if (code != 0) {
      throw new IllegalStateException(
          String.format(Locale.ROOT, "%s of %s ended with code %d", job, task.name(), code));
    }
  }
}
