package io.chronoshard.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.chronoshard.config.VersionChoice;
import io.chronoshard.evaluate.Evaluation;
import io.chronoshard.evaluate.Forecasts;
import io.chronoshard.jobs.evaluate.EvaluateJob;
import io.chronoshard.jobs.spark.Sessions;
import io.chronoshard.registry.ModelRegistry;
import io.chronoshard.registry.Provenance;
import io.chronoshard.registry.RunFolder;
import io.chronoshard.registry.VersionContents;
import io.chronoshard.train.TrainingHistory.Epoch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trainings that begin from a version, as jobs. */
class TrainingFromVersionIT {

  private static final String CONFIG =
      """
      simulate { output = "%1$s/raw", steps = 700, series = 2, channels = 3 }
      history { input = ["%1$s/raw/*.csv"], series.column = series, table = "%1$s/history" }
      grid.block-steps = 128
      split { by = steps, steps { training = 300, validation = 100, test = 100 } }
      features.calendar = [hour-of-day]
      window { length = 6, lead = 3, targets = ["T (degC)"] }
      model.layers = [{ type = lstm, units = 3 }, { type = dropout, rate = 0.2 }]
      training { epochs = 2, batch = 16, period = 1, shards = 2 }
      evaluation.baselines = [last-value]
      registry { path = "%1$s/registry", model = weather, lock { lease = 1 second, wait = 1 minute } }
      run.checkpoint { rounds = 1, interval = 0 seconds }
      report.output = "%1$s/report.html"
      """;

  /** The validation part is the test part of the version before. */
  private static final String LATER = "split.steps { training = 400, validation = 100 }";

  @TempDir private Path folder;

  @Test
  void itGoesOnWhereTheVersionIsOnAnyCoresAndAfterAKill() throws Exception {
    RunMain main = new RunMain(folder, CONFIG).on("local[2]");
    for (String job : List.of("simulate", "ingest", "train", "evaluate")) {
      main.require(job);
    }
    assertRefused(main);
    copy("registry", "one");

    main.require("train", LATER, "training.start = champion");
    assertThat(main.err())
        .contains("training begins from v000001, model hash " + hash("registry", 1))
        .contains("before the first epoch: validation MAE ");
    assertThat(main.out()).contains(" after epoch ", "; before the first, as v000001, validation");
    VersionContents second = version("registry", 2);
    assertThat(second.provenance().start()).contains(new Provenance.Start(1, hash("registry", 1)));
    assertThat(second.pipeline().inputScaler())
        .isEqualTo(version("registry", 1).pipeline().inputScaler());
    Epoch start = second.metrics().training().start().orElseThrow();
    assertThat(start.validationMae()).isCloseTo(evaluated(), within(1e-9));

    // By whatever word it is chosen, and on any number of cores.
    main.on("local[1]")
        .require("train", LATER, "training.start = 1", "registry.path = " + folder.resolve("one"));
    assertThat(hash("one", 2)).isEqualTo(hash("registry", 2));
    assertThat(main.on("no-such-master").run("train", LATER, "training.start = v000001"))
        .as(main.err())
        .isZero();
    assertThat(main.out()).contains(" is done since ");
    assertTold(main);

    main.on("local[1]")
        .require("train", LATER, "training.start = 2", "registry.path = " + folder.resolve("one"));
    killed(main);
    // A version that nobody would keep otherwise: a run that goes on needs it.
    main.on("local[2]").require("train", "training.epochs = 1");
    assertThat(models(main, "prune", "--keep", "1")).isZero();
    assertThat(main.out()).contains("v000002").contains("run train-");
    main.require("train", LATER, "training.start = 2");
    assertThat(main.err()).contains("going on from checkpoint ");
    assertThat(hash("registry", 4)).isEqualTo(hash("one", 3));
    assertThat(version("registry", 4).metrics()).isEqualTo(version("one", 3).metrics());
  }

  /** Before Spark is started, and by plan too. */
  private static void assertRefused(RunMain main) {
    for (String job : List.of("train", "plan")) {
      assertThat(
              main.on("no-such-master").run(job, "training.start = champion", "window.length = 7"))
          .isEqualTo(2);
      assertThat(main.err())
          .contains("training.start: v000001 does not fit this training:")
          .contains("window.length = 6 there, 7 here");
    }
    assertThat(main.run("train", "training.start = 9")).isEqualTo(2);
    assertThat(main.err()).contains("has no version 9 in ", "there is version 1 alone");
    main.on("local[2]");
  }

  private void assertTold(RunMain main) throws IOException {
    String began = "v000001, model hash " + hash("registry", 1);
    assertThat(models(main, "show", "2")).isZero();
    assertThat(main.out()).contains("began from").contains(began);
    assertThat(models(main, "diff", "1", "2")).isZero();
    assertThat(main.out()).containsPattern("began from +nothing +" + began);
    main.on("local[2]").require("evaluate");
    main.require("report");
    assertThat(folder.resolve("report.html"))
        .content()
        .contains("It began from v000001 with its updater", hash("registry", 1));
  }

  private int models(RunMain main, String... words) {
    List<String> all = new ArrayList<>(List.of("models"));
    all.addAll(List.of(words));
    all.addAll(List.of("--config", main.config().toString()));
    return main.runWith(all);
  }

  /** Kills a training behind its first checkpoints. */
  private void killed(RunMain main) throws Exception {
    Process process =
        new JobProcess(folder).start("train", main.config(), LATER, "training.start = 2");
    while (checkpoints() < 3) {
      assertThat(process.waitFor(20, TimeUnit.MILLISECONDS)).as("ended by itself").isFalse();
    }
    process.destroyForcibly().waitFor();
    assertThat(registry("registry").numbers()).containsExactly(1, 2);
  }

  private long checkpoints() throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve("registry/weather/runs"))) {
      return files.filter(file -> file.endsWith("checkpoint.bin")).count();
    }
  }

  /** What evaluation found of the first version in its test part. */
  private double evaluated() {
    Evaluation evaluation =
        registry("registry").runs().stream()
            .filter(run -> run.has(EvaluateJob.EVALUATION))
            .map((RunFolder run) -> run.read(EvaluateJob.EVALUATION, Evaluation.class))
            .findFirst()
            .orElseThrow();
    return evaluation.overall().stream()
        .filter(entry -> entry.forecaster().equals(Forecasts.MODEL))
        .findFirst()
        .orElseThrow()
        .mae();
  }

  private ModelRegistry registry(String name) {
    return ModelRegistry.open(folder.resolve(name).toString(), "weather", Sessions.hadoop());
  }

  private VersionContents version(String registry, int number) {
    return registry(registry).version(new VersionChoice.Numbered(number)).contents();
  }

  private String hash(String registry, int number) {
    return version(registry, number).provenance().modelHash();
  }

  private void copy(String from, String to) throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve(from))) {
      for (Path file : files.toList()) {
        Files.copy(file, folder.resolve(to).resolve(folder.resolve(from).relativize(file)));
      }
    }
  }
}
