package io.chronoshard.jobs.retrain;

import io.chronoshard.jobs.JobProcess;
import io.chronoshard.jobs.RunMain;
import io.chronoshard.jobs.spark.Sessions;
import io.chronoshard.registry.ModelRegistry;
import io.chronoshard.registry.RunFolder;
import io.chronoshard.retrain.NightDecision;
import io.chronoshard.retrain.RunDate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * A model that is retrained for a year, night after night, through the command line. Each night is
 * a run of {@code retrain} with its date; what it decides is read when it has.
 */
final class RetrainedYear {

  private static final String CONFIG =
      """
      history { input = ["%1$s/raw/*.csv"], table = "%1$s/history" }
      grid { step = 6 hours, block-steps = 512 }
      split.fraction { training = 0.6, validation = 0.15 }
      features.calendar = [hour-of-day]
      window { length = 6, targets = [{ type = difference, channel = temperature }] }
      model.layers = [{ type = gru, units = 6 }]
      training { epochs = 16, batch = 32, period = 64, shards = 1, optimizer.learning-rate = 0.01 }
      registry { path = "%1$s/registry", model = plant, lock.lease = 6 seconds }
      retrain {
        validate = 14 days, keep = 1000, alerts.command = [sh, -c, "cat >> %1$s/alerts"]
        challengers = [
          { name = warm, start = champion, settings { training.epochs = 4 } }
          { name = from-scratch, start = nothing, settings { training.epochs = 8 } }
        ]
      }
      gate.every = 12 days
      run.checkpoint.interval = 0 seconds
      """;

  private final Path folder;
  private final YearOfReadings readings;
  private final RunMain main;
  private final String every;
  private final NavigableMap<LocalDate, NightDecision> decisions = new TreeMap<>();
  private final NavigableMap<LocalDate, Integer> champions = new TreeMap<>();

  /**
   * Trains the first model, and ingests the year.
   *
   * @param every days from one night to the next
   */
  RetrainedYear(Path folder, YearOfReadings readings, int every) throws IOException {
    this.folder = folder;
    this.readings = readings;
    this.every = "retrain.every=" + every + " days";
    main = new RunMain(folder, CONFIG).on("local[2]");
    readings.writeBefore(folder.resolve("raw"));
    main.require("ingest");
    main.require("train");
    readings.writeYear(folder.resolve("raw"));
    main.require("ingest");
  }

  /** A night that is decided. */
  void decide(LocalDate date, String... sets) {
    int code = main.runWith(arguments(date, sets));
    if (code != 0) {
      throw new AssertionError(date + " ended with code " + code + ":\n" + main.err());
    }
    decided(date);
    inTheMorning(date);
  }

  /** Keeps what a night has decided. */
  void decided(LocalDate date) {
    decisions.put(date, NightDecision.of(run(date)));
  }

  private void inTheMorning(LocalDate date) {
    champions.put(date, registry().champion().orElseThrow());
  }

  /**
   * A night of a plant whose history somebody has damaged: its challengers learn nothing but that
   * temperatures follow each other at random.
   *
   * @param before day up to which all temperatures have changed places
   */
  void decideShuffled(LocalDate date, LocalDate before) throws IOException {
    Path raw = folder.resolve("shuffled-raw");
    String table = "history.table=\"" + folder.resolve("shuffled") + "\"";
    if (!Files.exists(raw)) {
      readings.writeShuffled(raw, before);
      main.require("ingest", "history.input=[\"" + raw.resolve("*.csv") + "\"]", table);
    }
    decide(date, table);
  }

  /** A night whose process is killed when it has published a challenger. */
  void halt(LocalDate date) throws IOException, InterruptedException {
    List<Integer> before = registry().numbers();
    Process process = start(date);
    await(process, () -> !registry().numbers().equals(before));
    process.destroyForcibly().waitFor();
    inTheMorning(date);
  }

  /**
   * A night that another scheduler begins while it goes on.
   *
   * @return the exit code of the other one
   */
  int decideTwiceAtOnce(LocalDate date) throws IOException, InterruptedException {
    Process process = start(date);
    await(process, () -> run(date).status().isPresent());
    int code = main.runWith(arguments(date));
    if (process.waitFor() != 0) {
      throw new AssertionError(date + " did not end well");
    }
    decided(date);
    inTheMorning(date);
    return code;
  }

  private Process start(LocalDate date) throws IOException {
    return new JobProcess(folder).start(arguments(date));
  }

  private static void await(Process process, BooleanSupplier condition)
      throws InterruptedException {
    while (!condition.getAsBoolean()) {
      if (process.waitFor(5, TimeUnit.MILLISECONDS)) {
        throw new AssertionError("ended by itself with code " + process.exitValue());
      }
    }
  }

  private List<String> arguments(LocalDate date, String... sets) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "retrain",
                "--config",
                main.config().toString(),
                "--run-date",
                date.toString(),
                "--set",
                every));
    for (String set : sets) {
      arguments.addAll(List.of("--set", set));
    }
    return arguments;
  }

  RunFolder run(LocalDate date) {
    return registry().run(RunDate.parse(date.toString()).runId());
  }

  ModelRegistry registry() {
    return ModelRegistry.open(folder.resolve("registry").toString(), "plant", Sessions.hadoop());
  }

  /** What the last night told beside its decision. */
  String told() {
    return main.err();
  }

  /** What was decided, by date, when it had been. */
  NavigableMap<LocalDate, NightDecision> decisions() {
    return decisions;
  }

  /** The champion after each night. */
  NavigableMap<LocalDate, Integer> champions() {
    return champions;
  }

  /** The champion on a day, counted from the year's first one. */
  int champion(int day) {
    return champions.floorEntry(YearOfReadings.FIRST.plusDays(day)).getValue();
  }

  /** The errors of versions. */
  YearErrors errors() {
    return new YearErrors(readings, folder.resolve("history"));
  }
}
