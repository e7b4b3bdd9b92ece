package io.chronoshard.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.chronoshard.error.ConfigurationException;
import io.chronoshard.jobs.Main;
import io.chronoshard.jobs.spark.Sessions;
import io.chronoshard.registry.ModelRegistry;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * A model of real temperatures that is retrained through the command line.
 *
 * @param folder takes what is made on the way
 */
record RetrainedTemperature(Path folder) {

  /** The day from which on its champion is retrained. */
  static final LocalDate FIRST = LocalDate.parse("2011-01-01");

  /** Behind the last month. */
  static final LocalDate END = LocalDate.parse("2017-01-01");

  /** What is forecast. */
  static final String CHANNEL = "T (degC)";

  private static final String FILE = "jena_temperature_hourly_raw.csv";

  private static final String SETTINGS =
      """
      include required(file("%2$s/conf/histories/temperature.conf"))
      history { input = ["%1$s/raw/*.csv"], table = "%1$s/table" }
      grid.block-steps = 4096
      split.fraction { training = 0.8, validation = 0.1 }
      features.calendar = [hour-of-day, day-of-year]
      window {
        length = 24, sampling = 2 hours, stride = 3 hours, lead = 24 hours
        targets = [{ type = difference, channel = "T (degC)" }]
      }
      model.layers = [{ type = gru, units = 16 }]
      training { epochs = 8, batch = 64, period = 64, shards = 1, optimizer.learning-rate = 0.002 }
      registry { path = "%1$s/registry", model = temperature }
      retrain {
        judge = 84 days, validate = 56 days
        challengers = [
          { name = warm, start = champion, settings { training.epochs = 2 } }
          { name = from-scratch, start = nothing }
        ]
      }
      gate.every = 28 days
      """;

  /** Trains the first model on what there is before that day, and ingests the rest. */
  void begin() throws IOException {
    Path data = Path.of(System.getenv().getOrDefault("CHRONOSHARD_DATA", ""), FILE);
    if (!Files.exists(data)) {
      throw new ConfigurationException(
          data + " is not there: set CHRONOSHARD_DATA to the folder that holds it");
    }
    List<String> lines = Files.readAllLines(data);
    int cut = 1;
    while (!lines.get(cut).startsWith("01.01." + FIRST.getYear())) {
      cut++;
    }
    Path raw = Files.createDirectories(folder.resolve("raw"));
    Files.write(raw.resolve("1.csv"), lines.subList(0, cut));
    run("ingest");
    run("train");
    List<String> rest = new ArrayList<>(lines.subList(cut, lines.size()));
    rest.add(0, lines.get(0));
    Files.write(raw.resolve("2.csv"), rest);
    run("ingest");
  }

  /** Retrains at a date; gives the champion from then on. */
  int retrain(LocalDate date) throws IOException {
    run("retrain", "--run-date", date.toString());
    return registry().champion().orElseThrow();
  }

  ModelRegistry registry() {
    return ModelRegistry.open(
        folder.resolve("registry").toString(), "temperature", Sessions.hadoop());
  }

  /** The history table. */
  Path table() {
    return folder.resolve("table");
  }

  private void run(String job, String... further) throws IOException {
    Path config =
        Files.writeString(
            folder.resolve("job.conf"),
            SETTINGS
                .replace("%1$s", folder.toString())
                .replace("%2$s", Path.of("").toAbsolutePath().toString()));
    PrintStream nowhere = new PrintStream(PrintStream.nullOutputStream(), false, UTF_8);
    String[] words =
        Stream.concat(Stream.of(job, "--config", config.toString(), "--quiet"), Stream.of(further))
            .toArray(String[]::new);
    int code = Main.run(words, nowhere, System.err);
    if (code != 0) {
      throw new IllegalStateException(
          String.format(Locale.ROOT, "%s ended with code %d", String.join(" ", words), code));
    }
  }
}
