package io.chronoshard.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.chronoshard.config.VersionChoice;
import io.chronoshard.jobs.spark.Sessions;
import io.chronoshard.layer.NativeFloats;
import io.chronoshard.registry.ModelRegistry;
import io.chronoshard.registry.ModelVersion;
import io.chronoshard.registry.SeriesReader;
import io.chronoshard.registry.SeriesSummary;
import io.chronoshard.registry.VersionContents;
import io.chronoshard.scale.Scaler;
import io.chronoshard.train.SeriesResult.Standing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.commons.math3.random.MersenneTwister;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A network for each of many series. */
class ModelPerSeriesIT {

  private static final int MANY = 1000;

  private static final String CONFIG =
      """
      history {
        input = ["%1$s/raw/*.csv"]
        series.column = site
        table = "%1$s/history"
      }
      grid { step = 1 hour, block-steps = 64 }
      split.fraction { training = 0.6, validation = 0.2 }
      features { channels = [load], scale-by = series }
      window { length = 2, targets = [load] }
      model { layers = [{ type = flatten }], per-series = true, per-series-windows = 30 }
      training { epochs = 4, batch = 16, shards = 2, period = 2000, optimizer.learning-rate = 0.2, loss = mse }
      registry { path = "%1$s/registry", model = many }
      scores { output = "%1$s/scores", windows = newest }
      report.output = "%1$s/report.html"
      """;

  /**
   * Each series swings by a sign and size of its own: what all share tells little of one.
   *
   * @return the two newest values of each
   */
  private static Map<String, float[]> write(Path folder, int series) throws IOException {
    Map<String, float[]> newest = new TreeMap<>();
    StringBuilder rows = new StringBuilder("time,site,load\n");
    MersenneTwister random = new MersenneTwister(7);
    for (int site = 0; site < series; site++) {
      double weight = site % 2 == 0 ? 0.9 : -0.9;
      double size = StrictMath.pow(10, site % 5);
      double state = 0;
      // One has hardly any rows, another none to validate on.
      int steps = site == 3 ? 24 : site == 4 ? 60 : 100;
      String name = String.format(Locale.ROOT, "site-%04d", site);
      newest.put(name, new float[2]);
      for (int step = 0; step < steps; step++) {
        state = weight * state + random.nextGaussian();
        String value = String.format(Locale.ROOT, "%.5f", size * state);
        newest.put(name, new float[] {newest.get(name)[1], Float.parseFloat(value)});
        rows.append(
            String.format(
                Locale.ROOT,
                "2024-01-%02dT%02d:00:00Z,%s,%s\n",
                1 + step / 24,
                step % 24,
                name,
                value));
      }
    }
    Files.writeString(
        Files.createDirectories(folder.resolve("raw")).resolve("a.csv"), rows.toString());
    return newest;
  }

  private static ModelVersion version(Path folder, String registry) {
    return ModelRegistry.open(folder.resolve(registry).toString(), "many", Sessions.hadoop())
        .version(new VersionChoice.Latest());
  }

  @Test
  void aThousandSeriesHaveANetworkEach(@TempDir Path folder) throws IOException {
    Map<String, float[]> newest = write(folder, MANY);
    RunMain main = new RunMain(folder, CONFIG).on("local[2]");
    main.require("ingest");
    main.require("train");
    assertThat(main.err()).contains("training a network for each of 1,000 series");
    assertThat(main.out())
        .contains(
            "by a network for each of 998 series (best ", "and the network of all series for 2")
        .contains(
            "\"site-0003\" (", "windows to train on)", "\"site-0004\" (no window to validate on)");
    ModelVersion two = version(folder, "registry");
    SeriesSummary summary = two.contents().metrics().series().orElseThrow();
    assertThat(summary.own()).isEqualTo(MANY - 2);
    assertThat(summary.better()).isGreaterThan(700);
    assertThat(summary.without())
        .extracting(SeriesSummary.Without::standing)
        .containsExactly(Standing.FEW_WINDOWS, Standing.NO_VALIDATION);
    assertThat(two.contents().series().orElseThrow().entries()).hasSize(MANY - 2);
    try (var files = Files.list(folder.resolve("registry/many/v000001"))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .contains("members.zip", "series.json")
          .hasSizeLessThan(12);
    }

    main.on("local[1]").require("train", "registry.path=" + folder.resolve("one"));
    ModelVersion one = version(folder, "one");
    assertThat(one.contents().provenance().modelHash())
        .isEqualTo(two.contents().provenance().modelHash());
    assertThat(one.contents().metrics().series()).isEqualTo(two.contents().metrics().series());

    main.on("local[2]").require("evaluate");
    assertThat(main.out()).contains("windows of the test part");
    main.require("report");
    assertThat(folder.resolve("report.html")).content().contains("998 series");
    main.require("score");
    assertThat(main.err())
        .contains(
            "2 of 1,000 series have no network of their own and are forecast by that of all:"
                + " site-0003, site-0004");
    assertThat(main.out()).contains("0 series without a forecast");
    try (SparkSession spark = Sessions.open("test", new SparkConf().setMaster("local[1]"))) {
      List<Row> scores = spark.read().parquet(folder.resolve("scores").toString()).collectAsList();
      assertThat(scores).hasSize(MANY);
      requireOwn(scores, newest, two.contents());
    }
  }

  /** Each forecast is what the parameters that lie in the version make of the two newest values. */
  private static void requireOwn(
      List<Row> scores, Map<String, float[]> newest, VersionContents contents) {
    SeriesReader own = new SeriesReader(contents.series().orElseThrow(), Sessions.hadoop());
    float[] all = NativeFloats.read(contents.members().get(0).network().parameters());
    int unlike = 0;
    for (Row score : scores) {
      String series = score.getAs("series");
      Optional<float[]> parameters = own.of(series);
      assertThat(parameters.isEmpty())
          .isEqualTo(series.equals("site-0003") || series.equals("site-0004"));
      double forecast = score.<Number>getAs("forecast").doubleValue();
      Scaler.Column map = contents.pipeline().targetScaler().maps().of(series).get(0);
      double expected = forecast(newest.get(series), parameters.orElse(all), contents, series);
      assertThat(forecast).as(series).isCloseTo(expected, within(1e-4 * map.divisor()));
      double shared = forecast(newest.get(series), all, contents, series);
      unlike += Math.abs(shared - expected) > 0.01 * map.divisor() ? 1 : 0;
    }
    assertThat(unlike).isGreaterThan(MANY / 2);
  }

  /** One dense unit on two scaled values, the older one first. */
  private static double forecast(
      float[] values, float[] parameters, VersionContents contents, String series) {
    assertThat(parameters).hasSize(3);
    Scaler.Column input = contents.pipeline().inputScaler().of(series).get(0);
    float scaled =
        parameters[0] * input.scale(values[0])
            + parameters[1] * input.scale(values[1])
            + parameters[2];
    return contents.pipeline().targetScaler().maps().of(series).get(0).unscale(scaled);
  }
}
