package io.chronoshard.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.chronoshard.config.VersionChoice;
import io.chronoshard.evaluate.Evaluation;
import io.chronoshard.evaluate.Evaluation.Entry;
import io.chronoshard.evaluate.Forecasts;
import io.chronoshard.jobs.evaluate.EvaluateJob;
import io.chronoshard.jobs.spark.Sessions;
import io.chronoshard.model.error.Further;
import io.chronoshard.registry.Metrics;
import io.chronoshard.registry.ModelRegistry;
import io.chronoshard.registry.RunFolder;
import io.chronoshard.registry.RunStatus;
import io.chronoshard.train.TrainingHistory.Epoch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What training watches is what evaluation finds on the same windows. */
class WatchedMeasuresIT {

  private static final String CONFIG =
      """
      history.table = "%1$s/history"
      registry { path = "%1$s/registry", model = plant }
      window { length = 6, stride = 2, lead = 3, targets = [
        { type = passes, channel = c0, above = 10, within = 4, name = high }
        { type = passes, channel = c0, below = 8, name = low }
        c0
      ] }
      model {
        graph = [{ name = both, type = lstm, units = 4 }]
        outputs = [
          { name = events, targets = [high, low], loss = auto, weight = 2,
            metrics = [accuracy, brier] }
          { name = value, targets = [c0] }
        ]
      }
      training { epochs = 3, batch = 16, optimizer.learning-rate = 0.02 }
      evaluation.part = validation
      """;

  @TempDir private static Path folder;

  @BeforeAll
  static void readings() throws IOException {
    WrittenHistory.weather(1, 2, 2000, 0, 512).write(folder.resolve("history"), 2);
  }

  @Test
  void theWatchedAccuracyIsThatOfEvaluation() throws IOException {
    RunMain main = main();
    main.require(
        "train", "registry.model = watched", "training.early-stopping.monitor = events accuracy");
    assertThat(main.err()).contains("validation MAE ", " and log loss ", " and events accuracy ");
    main.require("evaluate", "registry.model = watched");

    Metrics metrics = metrics("watched");
    Epoch kept = metrics.kept();
    assertThat(kept.further().get("events accuracy"))
        .isEqualTo(
            metrics.training().epochs().stream()
                .map(epoch -> epoch.further().get("events accuracy"))
                .max(Comparator.naturalOrder())
                .orElseThrow());
    Evaluation evaluation = evaluation("watched");
    double accuracy = mean(evaluation, Further.ACCURACY);
    assertThat(accuracy).isStrictlyBetween(0.0, 1.0);
    assertThat(kept.further())
        .containsEntry("accuracy", accuracy)
        .containsEntry("events accuracy", accuracy);
    assertThat(kept.further().get("brier")).isCloseTo(mean(evaluation, Further.BRIER), near());
    assertThat(kept.further().get("log loss"))
        .isCloseTo(mean(evaluation, Further.LOG_LOSS), near());
    assertThat(kept.validationLoss()).isCloseTo(evaluation.losses().total(), near());
    assertThat(kept.further().get("events loss"))
        .isCloseTo(evaluation.losses().heads().get(0).loss(), near());
    assertThat(evaluation.losses().heads().get(0).metrics())
        .containsOnlyKeys("accuracy", "brier")
        .containsEntry("accuracy", kept.further().get("events accuracy"));
    assertThat(evaluation.losses().heads().get(0).metrics().get("brier"))
        .isCloseTo(kept.further().get("events brier"), near());
    assertThat(main.out())
        .containsPattern("events +accuracy +0\\.\\d{5}")
        .containsPattern("events +brier +0\\.\\d{5}")
        .containsPattern("value +mae +\\d\\.\\d{5}");
    assertThat(kept.validationMae())
        .isEqualTo(kept.further().get("value mae"))
        .isCloseTo(evaluation.losses().heads().get(1).metrics().get("mae"), near());
  }

  @Test
  void theStatusOfSeveralNetworksTellsWhatThatOfOneDoes() throws IOException {
    RunMain main = main();
    main.require("train", "registry.model = one", "training.epochs = 1");
    main.require(
        "train",
        "registry.model = two",
        "training.epochs = 1",
        "training.seeds = [5]",
        "training.combine = mean");

    Map<String, Double> one = status("one").metrics();
    Map<String, Double> two = status("two").metrics();
    assertThat(one)
        .containsKeys(
            "training loss",
            "validation loss",
            "validation mae",
            "validation rmse",
            "validation accuracy",
            "validation events brier",
            "validation value rmse");
    assertThat(two).containsOnlyKeys(with(one, "networks"));
    main.require("evaluate", "registry.model = two");
    assertThat(two.get("validation loss")).isCloseTo(evaluation("two").losses().total(), near());
  }

  private static String[] with(Map<String, Double> metrics, String name) {
    java.util.List<String> names = new java.util.ArrayList<>(metrics.keySet());
    names.add(name);
    return names.toArray(String[]::new);
  }

  private static org.assertj.core.data.Offset<Double> near() {
    return within(1e-9);
  }

  private static RunMain main() throws IOException {
    return new RunMain(folder, CONFIG).on("local[2]");
  }

  private static double mean(Evaluation evaluation, String measure) {
    return evaluation.overall().stream()
        .filter(entry -> entry.forecaster().equals(Forecasts.MODEL))
        .filter(Entry::isJudgedByBrier)
        .mapToDouble(entry -> entry.further().measure(measure).orElseThrow())
        .average()
        .orElseThrow();
  }

  private static ModelRegistry registry(String model) {
    return ModelRegistry.open(folder.resolve("registry").toString(), model, Sessions.hadoop());
  }

  private static Metrics metrics(String model) {
    return registry(model).version(new VersionChoice.Latest()).contents().metrics();
  }

  private static RunStatus status(String model) {
    return registry(model).runs().stream()
        .flatMap(run -> run.status().stream())
        .filter(status -> status.job().equals("train"))
        .findFirst()
        .orElseThrow();
  }

  private static Evaluation evaluation(String model) {
    return registry(model).runs().stream()
        .filter(run -> run.has(EvaluateJob.EVALUATION))
        .map((RunFolder run) -> run.read(EvaluateJob.EVALUATION, Evaluation.class))
        .findFirst()
        .orElseThrow();
  }
}
