package io.chronoshard.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.chronoshard.evaluate.Evaluation;
import io.chronoshard.evaluate.Evaluation.Excerpt;
import io.chronoshard.evaluate.Forecasts;
import io.chronoshard.jobs.evaluate.EvaluateJob;
import io.chronoshard.jobs.spark.Sessions;
import io.chronoshard.registry.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainEvaluateScoreIT {

  @Test
  void aHistoryBecomesAVersionAnEvaluationAndScores(@TempDir Path folder) throws IOException {
    WrittenHistory.weather(1, 2, 6000, 0.001, 512).write(folder.resolve("history"), 3);
    RunMain main =
        new RunMain(
            folder,
            """
            history.table = "%1$s/history"
            registry { path = "%1$s/registry", model = weather }
            scores.output = "%1$s/scores"
            features.calendar = [hour-of-day]
            window { length = 24, sampling = 6, stride = 6, lead = 6 hours, horizon = 4, spacing = 6 hours, targets = [c0] }
            model.layers = [{ type = lstm, units = 8 }]
            training { epochs = 6, batch = 32, optimizer.learning-rate = 0.01, period = 4 }
            """);
    main.require("train");
    assertThat(main.out()).contains("v000001", "validation MAE");
    main.require("evaluate");
    assertThat(main.out()).contains("v000001 over 436 windows of the test part");
    Evaluation evaluation = evaluation(folder);
    assertThat(mae(evaluation, Forecasts.MODEL))
        .isLessThan(mae(evaluation, Forecasts.LAST_VALUE))
        .isLessThan(mae(evaluation, Forecasts.SAME_TIME_LAST_PERIOD));
    assertThat(evaluation.byLead()).hasSize(4 * 3);
    assertThat(evaluation.bySeries()).hasSize(2 * 3);

    main.require(
        "evaluate",
        "evaluation.baselines = [climatology, autoregression, ridge, last-value]",
        "evaluation.autoregression.lags = 12 hours");
    assertThat(main.out())
        .contains("windows of the test part")
        .contains("climatology", "autoregression", "ridge regression", "last value")
        .contains("p of Ljung and Box")
        .doesNotContain("same time last period");
    assertThat(main.err())
        .contains("climatology: the training part knows \"c0\" on 21 of the year");
    main.require("report", "report.output=" + folder.resolve("report.html"));
    assertThat(folder.resolve("report.html"))
        .content()
        .contains("What the autoregression leaves", "4 baselines", "ridge regression");

    main.require("score");
    assertThat(main.out()).contains("forecasts of v000001 in ");
    assertScores(folder.resolve("scores"), evaluation);
    main.require("score");
    assertThat(main.out()).contains("is done since");
    main.require("score", "evaluation.baselines=[last-value]", "evaluation.batch=7");
    assertThat(main.out()).as("how it is evaluated changes no score").contains("is done since");

    main.require("score", "scores.windows=newest", "scores.output=" + folder.resolve("newest"));
    try (SparkSession spark = Sessions.open("test", new SparkConf().setMaster("local[1]"))) {
      assertThat(spark.read().parquet(folder.resolve("newest").toString()).count())
          .as("two series, four leads")
          .isEqualTo(2 * 4);
    }
  }

  /** Parquet has two ways to write such times, and Spark refuses to guess. */
  @Test
  void aHistoryFromBefore1900IsForecast(@TempDir Path folder) throws IOException {
    RunMain main = old(folder);
    for (String job : List.of("simulate", "ingest", "train", "score")) {
      main.require(job);
    }
    assertThat(main.out())
        .contains("origins from 1850-01-01 ", "windows left out, for an input is unknown")
        .contains("; 0 series without a forecast");
    try (SparkSession spark = Sessions.open("test", new SparkConf().setMaster("local[1]"))) {
      Dataset<Row> table = spark.read().parquet(folder.resolve("scores").toString());
      assertThat(table.agg(functions.min("origin")).first().getInstant(0))
          .isEqualTo(Instant.parse("1850-01-01T01:00:00Z"));
    }
  }

  /** What a version reads is what it was trained on, by name and kind, whatever else there is. */
  @Test
  void aVersionReadsItsOwnInputsFromAnotherHistory(@TempDir Path folder) throws IOException {
    RunMain main = old(folder);
    for (String job : List.of("simulate", "ingest", "train", "score")) {
      main.require(job);
    }
    List<Row> expected = forecasts(folder.resolve("scores"));
    Path turned = Files.createDirectories(folder.resolve("turned"));
    Path texts = Files.createDirectories(folder.resolve("texts"));
    try (Stream<Path> files = Files.list(folder.resolve("raw"))) {
      for (Path file : files.filter(one -> one.toString().endsWith(".csv")).toList()) {
        List<String> lines = Files.readAllLines(file);
        Files.write(
            turned.resolve(file.getFileName()),
            lines.stream()
                .map(line -> line.split(",", -1))
                .map(
                    cells ->
                        (cells[0].equals("time") ? "more," : "7,")
                            + cells[2]
                            + ","
                            + cells[1]
                            + ","
                            + cells[0])
                .toList());
        Files.copy(file, texts.resolve(file.getFileName()));
      }
    }

    String table = "history.table=" + folder.resolve("turned-table");
    main.require("ingest", table, "history.input=[\"" + turned + "\"]");
    main.require("score", table, "scores.output=" + folder.resolve("turned-scores"));
    assertThat(forecasts(folder.resolve("turned-scores"))).isEqualTo(expected);

    table = "history.table=" + folder.resolve("texts-table");
    main.require(
        "ingest",
        table,
        "history.input=[\"" + texts + "\"]",
        "history.rules=[{channels=[\"p (mbar)\"], category=true}]");
    assertThat(main.run("score", table, "scores.output=" + folder.resolve("texts-scores")))
        .isEqualTo(2);
    assertThat(main.err())
        .contains("v000001 reads the inputs [T (degC), p (mbar)]", "[T (degC), p (mbar) = other]");
    assertThat(folder.resolve("texts-scores")).doesNotExist();
  }

  private static List<Row> forecasts(Path scores) {
    try (SparkSession spark = Sessions.open("test", new SparkConf().setMaster("local[1]"))) {
      return spark
          .read()
          .parquet(scores.toString())
          .select("series", "origin", "time", "target", "forecast")
          .orderBy("series", "origin", "time", "target")
          .collectAsList();
    }
  }

  @Test
  void whatDecidesTheModelNamesTheRun(@TempDir Path folder) throws IOException {
    RunMain main = old(folder);
    main.require("simulate");
    main.require("ingest");
    main.require("train");
    main.require("train");
    assertThat(main.out()).contains("is done since");

    main.require("ingest", "grid.block-steps=64", "history.table=" + folder.resolve("other"));
    main.require("train", "history.table=" + folder.resolve("other"));
    assertThat(main.out()).contains("v000002");

    main.require("train", "run.id=nightly");
    assertThat(main.run("train", "run.id=nightly", "training.seed=2")).isEqualTo(2);
    assertThat(main.err()).contains("run train-nightly was done with another configuration");

    FileUtils.deleteDirectory(folder.resolve("registry/old/v000002").toFile());
    main.require("train", "history.table=" + folder.resolve("other"));
    assertThat(main.err()).contains("its output is gone; this is attempt 2");
  }

  private static RunMain old(Path folder) throws IOException {
    return new RunMain(
        folder,
        """
        simulate { output = "%1$s/raw", from = "1850-01-01T00:00:00Z", steps = 400, channels = 2 }
        simulate.faults { gaps = 0.05, longest-gap = 4 }
        history { input = ["%1$s/raw/*.csv"], table = "%1$s/history" }
        registry { path = "%1$s/registry", model = old }
        scores.output = "%1$s/scores"
        window { length = 7, targets = ["T (degC)"] }
        model.layers = [{ type = flatten }, { type = dense, units = 2 }]
        training { epochs = 1, shards = 1 }
        """);
  }

  /** Each forecast is there once, and where it was evaluated, it is the one that was compared. */
  private static void assertScores(Path scores, Evaluation evaluation) {
    try (SparkSession spark = Sessions.open("test", new SparkConf().setMaster("local[1]"))) {
      Dataset<Row> table = spark.read().parquet(scores.toString());
      assertThat(table.columns())
          .containsExactlyInAnyOrder(
              "series", "origin", "time", "target", "forecast", "outside", "model_version", "date");
      assertThat(table.dropDuplicates("series", "origin", "time", "target").count())
          .isEqualTo(table.count());
      Map<String, Float> scored = new HashMap<>();
      for (Row row : table.select("series", "origin", "time", "forecast").collectAsList()) {
        scored.put(
            row.getString(0) + " " + row.getInstant(1) + " " + row.getInstant(2), row.getFloat(3));
      }
      assertThat(evaluation.excerpts()).hasSize(2 * 4);
      for (Excerpt excerpt : evaluation.excerpts()) {
        assertThat(excerpt.times()).hasSizeGreaterThan(200);
        for (int i = 0; i < excerpt.times().length; i++) {
          Instant time = Instant.ofEpochMilli(excerpt.times()[i]);
          Instant origin = time.minusMillis(excerpt.leadSteps() * WrittenHistory.STEP_MILLIS);
          String window = excerpt.series() + " " + origin + " " + time;
          assertThat(scored.get(window)).as(window).isEqualTo(excerpt.model()[i]);
        }
      }
    }
  }

  private static double mae(Evaluation evaluation, Forecasts name) {
    return evaluation.overall().stream()
        .filter(entry -> entry.forecaster().equals(name))
        .mapToDouble(Evaluation.Entry::mae)
        .findFirst()
        .orElseThrow();
  }

  private static Evaluation evaluation(Path folder) throws IOException {
    try (Stream<Path> runs = Files.list(folder.resolve("registry/weather/runs"))) {
      Path file =
          runs.map(run -> run.resolve(EvaluateJob.EVALUATION))
              .filter(Files::exists)
              .findFirst()
              .orElseThrow();
      return Json.read(Files.readAllBytes(file), Evaluation.class, file.toString());
    }
  }
}
