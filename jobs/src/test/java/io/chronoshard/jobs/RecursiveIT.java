package io.chronoshard.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.chronoshard.config.VersionChoice;
import io.chronoshard.evaluate.Evaluation;
import io.chronoshard.evaluate.Forecasts;
import io.chronoshard.jobs.evaluate.EvaluateJob;
import io.chronoshard.jobs.spark.Sessions;
import io.chronoshard.registry.Json;
import io.chronoshard.registry.ModelRegistry;
import io.chronoshard.registry.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A network whose forecasts are fed back, from training to the page. */
class RecursiveIT {

  private static final String CONFIG =
      """
      history.table = "%1$s/history"
      registry { path = "%1$s/registry", model = weather }
      scores.output = "%1$s/scores"
      report.output = "%1$s/report.html"
      features { channels = [c0, c1], calendar = [hour-of-day] }
      window { length = 12, sampling = 6, lead = 6, horizon = 2, spacing = 6 }
      window.targets = [c0, { type = difference, channel = c1 }]
      model { layers = [{ type = lstm, units = 6 }], recursive = 6 }
      training { epochs = 4, batch = 32, shards = 1, optimizer.learning-rate = 0.01 }
      """;

  @Test
  void forecastsAllLeadsOfEachWindow(@TempDir Path folder) throws IOException {
    WrittenHistory.weather(3, 2, 1500, 0.001, 256).write(folder.resolve("history"), 2);
    RunMain main = new RunMain(folder, CONFIG);
    main.require("describe");
    assertThat(main.out()).contains("recursive: forecasts 6 times, each but the first from");
    main.require("train");
    main.require("evaluate", "evaluation.baselines = [last-value, same-time-last-period, ridge]");
    Evaluation evaluation = evaluation(folder);
    assertThat(evaluation.byLead()).as("two targets, 12 leads, 4 forecasts").hasSize(2 * 12 * 4);
    assertThat(evaluation.byLead().stream().mapToInt(Evaluation.Entry::leadSteps).max())
        .hasValue(72);
    double naive = mae(evaluation, Forecasts.LAST_VALUE);
    assertThat(mae(evaluation, Forecasts.MODEL)).isLessThan(naive);
    main.require("report");
    assertThat(folder.resolve("report.html"))
        .content()
        .contains("It is forecast 6 times one after");

    main.require("score");
    Samples samples =
        ModelRegistry.open(folder.resolve("registry").toString(), "weather", Sessions.hadoop())
            .version(new VersionChoice.Latest())
            .contents()
            .samples();
    Samples.Sample sample = samples.windows().get(0);
    assertThat(sample.inputs().get(0)).hasDimensions(12, 4);
    assertThat(sample.forecasts().get(0)).hasDimensions(12, 2);
    try (SparkSession spark = Sessions.open("test", new SparkConf().setMaster("local[1]"))) {
      assertSame(rows(spark, folder.resolve("scores"), sample.series(), sample.origin()), sample);
      Evaluation.Excerpt last =
          evaluation.excerpts().stream()
              .filter(excerpt -> excerpt.leadSteps() == 72)
              .findFirst()
              .orElseThrow();
      long origin = last.times()[0] / WrittenHistory.STEP_MILLIS - 72;
      Row row = rows(spark, folder.resolve("scores"), last.series(), origin).get(22);
      assertThat(row.getFloat(0)).isEqualTo(last.model()[0]);
    }
  }

  /** The forecasts of a window, by lead and target. */
  private static List<Row> rows(SparkSession spark, Path scores, String series, long origin) {
    return spark
        .read()
        .parquet(scores.toString())
        .filter(functions.col("series").equalTo(series))
        .filter(
            functions
                .col("origin")
                .equalTo(Instant.ofEpochMilli(origin * WrittenHistory.STEP_MILLIS)))
        .orderBy("time", "target")
        .select("forecast")
        .collectAsList();
  }

  private static void assertSame(List<Row> rows, Samples.Sample sample) {
    assertThat(rows).hasSize(24);
    for (int row = 0; row < 24; row++) {
      assertThat(rows.get(row).getFloat(0))
          .isCloseTo(sample.forecasts().get(0)[row / 2][row % 2], within(1e-4f));
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

  @Test
  void anInputThatNobodyKnowsIsRefusedBeforeTraining(@TempDir Path folder) throws IOException {
    WrittenHistory.weather(3, 1, 400, 0, 64).write(folder.resolve("history"), 1);
    RunMain main = new RunMain(folder, CONFIG).on("no-such-master");
    assertThat(main.run("train", "window.targets = [c0]")).isEqualTo(2);
    assertThat(main.err())
        .contains("model.recursive = 6: the input \"c1\" is none of window.targets");
  }
}
