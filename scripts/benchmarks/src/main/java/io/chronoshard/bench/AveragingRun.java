package io.chronoshard.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.chronoshard.registry.Metrics;
import io.chronoshard.train.TrainingHistory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * One history, on which a network is trained in several ways.
 *
 * @param jobs on the history
 * @param size how much is trained
 */
record AveragingRun(HistoryJobs jobs, AveragingTask.Size size) {

  /** Trains with each seed. */
  AveragingLine line(String label, String averaging, int shards) throws IOException {
    String model = averaging + "-" + shards;
    Metrics metrics =
        jobs.train(
            model,
            1,
            String.format(
                Locale.ROOT,
                """
                training { averaging = %s, shards = %d, epochs = %d, period = %d, seeds = [%s] }
                """,
                averaging,
                shards,
                size.epochs(),
                size.period(),
                AveragingCases.seeds(2, size.seeds())));
    List<TrainingHistory> histories =
        metrics.networks().isEmpty()
            ? List.of(metrics.training())
            : metrics.networks().stream().map(Metrics.Trained::training).toList();
    AveragingLine line =
        new AveragingLine(label, shards, rounds(jobs.made(model).resolve("runs")), histories);
    System.err.printf(
        Locale.ROOT, "bench: %s, %s: MAE %.4f%n", jobs.task().name(), model, line.best());
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
}
