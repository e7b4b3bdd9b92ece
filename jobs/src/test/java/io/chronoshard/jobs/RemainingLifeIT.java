package io.chronoshard.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.chronoshard.evaluate.Evaluation;
import io.chronoshard.evaluate.Forecasts;
import io.chronoshard.jobs.evaluate.EvaluateJob;
import io.chronoshard.model.error.LifeForm;
import io.chronoshard.registry.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Machines that wear out, and another fleet of them whose names are the same. */
class RemainingLifeIT {

  /** Machines of a fleet. */
  private static final int FLEET = 10;

  @TempDir private static Path folder;

  private static final int[] LIVES = new int[FLEET];

  /** Cycles for which each machine of the other fleet was seen. */
  private static final int[] SEEN = new int[FLEET];

  /** And how long each of them went on after that. */
  private static final int[] LEFT = new int[FLEET];

  private static RunMain main;

  @BeforeAll
  static void train() throws IOException {
    Random random = new Random(5);
    List<String> fleet = new ArrayList<>(List.of("machine,cycle,heat"));
    List<String> other = new ArrayList<>(fleet);
    List<String> left = new ArrayList<>();
    for (int machine = 0; machine < FLEET; machine++) {
      LIVES[machine] = 40 + random.nextInt(60);
      write(fleet, machine + 1, LIVES[machine], LIVES[machine], random);
      SEEN[machine] = 8 + random.nextInt(50);
      LEFT[machine] = random.nextInt(50);
      write(other, machine + 1, SEEN[machine], SEEN[machine] + LEFT[machine], random);
      left.add(String.valueOf(LEFT[machine]));
    }
    Files.write(folder.resolve("fleet.csv"), fleet);
    Files.write(folder.resolve("other.csv"), other);
    Files.write(folder.resolve("left.txt"), left);
    main =
        new RunMain(
            folder,
            """
            history {
              input = ["%1$s/fleet.csv"]
              series.column = machine
              time.column = cycle
              remaining-life { channel = left, cap = 30 }
              table = "%1$s/fleet"
            }
            grid.index = cycles
            split { by = series, series { validation = ["3", "6"], test = ["9"] } }
            features.channels = [heat]
            window { length = 5, lead = 0, targets = [{ type = remaining-life, channel = left }] }
            model.layers = [{ type = flatten }, { type = dense, units = 4 }]
            training { shards = 1, epochs = 2, batch = 16 }
            evaluation.period = 1
            registry { path = "%1$s/registry", model = life }
            """);
    main.require("ingest");
    main.require("train");
    main.require("ingest", other("history.input=[\"" + folder.resolve("other.csv") + "\"]"));
  }

  /** Settings by which a job reads the other fleet. */
  private static String[] other(String... more) {
    List<String> sets =
        new ArrayList<>(
            List.of(
                "history.table=" + folder.resolve("other"),
                "history.remaining-life.input=" + folder.resolve("left.txt")));
    sets.addAll(List.of(more));
    return sets.toArray(new String[0]);
  }

  private static void write(List<String> rows, int machine, int seen, int life, Random random) {
    for (int cycle = 1; cycle <= seen; cycle++) {
      double heat = Math.pow((double) cycle / life, 2) + 0.05 * random.nextGaussian();
      rows.add(machine + "," + cycle + "," + (float) heat);
    }
  }

  private static Evaluation evaluation(String... sets) throws IOException {
    main.require("evaluate", sets);
    try (Stream<Path> runs = Files.list(folder.resolve("registry/life/runs"))) {
      Path newest =
          runs.map(run -> run.resolve(EvaluateJob.EVALUATION))
              .filter(Files::exists)
              .max(Comparator.comparing(file -> file.toFile().lastModified()))
              .orElseThrow();
      return Json.read(Files.readAllBytes(newest), Evaluation.class, newest.toString());
    }
  }

  private static Evaluation.Entry entry(Evaluation evaluation, Forecasts forecaster) {
    return evaluation.overall().stream()
        .filter(entry -> entry.forecaster().equals(forecaster))
        .findFirst()
        .orElseThrow();
  }

  /** Machines three, six and nine did not train, and machines of those names are forecast too. */
  @Test
  void theNewestWindowOfEachMachineOfAnotherFleetIsForecast() throws IOException {
    Evaluation evaluation = evaluation(other("evaluation.part=all", "evaluation.windows=newest"));
    assertThat(main.out()).contains("over the newest windows of 10 series of the whole history");
    assertThat(evaluation.trained()).as("none of another fleet").isZero();
    assertThat(main.out()).contains(LifeForm.SCORE, "mean life less age", "training mean");
    double mean = 0;
    for (int machine = 0; machine < FLEET; machine++) {
      mean += (machine + 1) % 3 == 0 ? 0 : (LIVES[machine] - 1) / 7.0;
    }
    double errors = 0;
    double score = 0;
    for (int machine = 0; machine < FLEET; machine++) {
      double forecast = Math.min(30, Math.max(0, mean - (SEEN[machine] - 1)));
      double late = forecast - Math.min(30, LEFT[machine]);
      errors += Math.abs(late) / FLEET;
      score += Math.exp(late < 0 ? -late / 13 : late / 10) - 1;
    }
    Evaluation.Entry lives = entry(evaluation, Forecasts.MEAN_LIFE);
    assertThat(lives.count()).isEqualTo(FLEET);
    assertThat(lives.mae()).isCloseTo(errors, within(1e-4));
    assertThat(lives.further().measures().get(0).value()).isCloseTo(score, within(1e-3 * score));
  }

  @Test
  void allWindowsOfAnotherFleetAreForecast() throws IOException {
    Evaluation evaluation = evaluation(other("evaluation.part=all"));
    assertThat(evaluation.windows().used())
        .isEqualTo(Arrays.stream(SEEN).mapToLong(seen -> seen - 4).sum());
    assertThat(evaluation.bySeries()).extracting(Evaluation.Entry::series).contains("3", "6", "9");
  }

  @Test
  void theOwnTestPartIsOneMachineAndTheOnlyOneThatThePageTells() throws IOException {
    assertThat(main.run("report", "report.output=" + folder.resolve("report.html"))).isEqualTo(2);
    assertThat(main.err()).contains("was not evaluated on the test part yet");
    Evaluation evaluation = evaluation("evaluation.windows=newest");
    assertThat(main.out()).contains("over the newest windows of 1 series of the test part");
    assertThat(entry(evaluation, Forecasts.MODEL).count()).isEqualTo(1);
    main.require(
        "report", "evaluation.windows=newest", "report.output=" + folder.resolve("one.html"));
    assertThat(folder.resolve("one.html"))
        .content()
        .contains("Errors over the newest windows of the test part", "Test part, newest windows");
  }

  /** Machines three, six and nine did not train. */
  @Test
  void theWholeOwnFleetIsToldAsTrainedOnWhereItWas() throws IOException {
    Evaluation evaluation = evaluation("evaluation.part=all");
    long trained = 0;
    for (int machine = 0; machine < FLEET; machine++) {
      trained += (machine + 1) % 3 == 0 ? 0 : LIVES[machine] - 4;
    }
    assertThat(evaluation.trained()).isEqualTo(trained);
    assertThat(main.err())
        .contains(trained + " possible windows of the whole history lie in the part");
    assertThat(main.out()).contains(trained + " of the possible windows lie in the part");
    main.require("report", "evaluation.part=all", "report.output=" + folder.resolve("all.html"));
    assertThat(folder.resolve("all.html"))
        .content()
        .contains(trained + " of the possible windows lie in the part")
        .contains("Errors over the whole history", "<dt>Evaluated on</dt>\n<dd>Whole history</dd>");
  }

  @Test
  void anotherFleetHasNoTrainingPartToFitBaselinesOn() {
    assertThat(
            main.run(
                "evaluate", other("evaluation.part=all", "evaluation.baselines=[autoregression]")))
        .isEqualTo(3);
    assertThat(main.err()).contains("holds nothing of it; leave them out");
  }
}
