package io.chronoshard.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.chronoshard.config.VersionChoice;
import io.chronoshard.jobs.spark.Sessions;
import io.chronoshard.registry.ModelRegistry;
import io.chronoshard.registry.ModelVersion;
import io.chronoshard.registry.SeriesSummary;
import io.chronoshard.train.SeriesResult.Standing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.apache.commons.math3.random.MersenneTwister;
import org.apache.spark.SparkConf;
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

  /** Each series swings by a sign and size of its own: what all share tells little of one. */
  private static void write(Path folder, int series) throws IOException {
    StringBuilder rows = new StringBuilder("time,site,load\n");
    MersenneTwister random = new MersenneTwister(7);
    for (int site = 0; site < series; site++) {
      double weight = site % 2 == 0 ? 0.9 : -0.9;
      double size = StrictMath.pow(10, site % 5);
      double state = 0;
      // One has hardly any rows, another none to validate on.
      int steps = site == 3 ? 24 : site == 4 ? 60 : 100;
      for (int step = 0; step < steps; step++) {
        state = weight * state + random.nextGaussian();
        rows.append(
            String.format(
                Locale.ROOT,
                "2024-01-%02dT%02d:00:00Z,site-%04d,%.5f\n",
                1 + step / 24,
                step % 24,
                site,
                size * state));
      }
    }
    Files.writeString(
        Files.createDirectories(folder.resolve("raw")).resolve("a.csv"), rows.toString());
  }

  private static ModelVersion version(Path folder, String registry) {
    return ModelRegistry.open(folder.resolve(registry).toString(), "many", Sessions.hadoop())
        .version(new VersionChoice.Latest());
  }

  @Test
  void aThousandSeriesHaveANetworkEach(@TempDir Path folder) throws IOException {
    write(folder, MANY);
    RunMain main = new RunMain(folder, CONFIG).on("local[2]");
    main.require("ingest");
    long started = System.nanoTime();
    main.require("train");
    System.err.println("train local[2]: " + (System.nanoTime() - started) / 1_000_000 + " ms");
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

    started = System.nanoTime();
    main.on("local[1]").require("train", "registry.path=" + folder.resolve("one"));
    System.err.println("train local[1]: " + (System.nanoTime() - started) / 1_000_000 + " ms");
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
            "2 of 1,000 series have no network of their own and are forecast by that of all: site-0003, site-0004");
    assertThat(main.out()).contains("0 series without a forecast");
    try (SparkSession spark = Sessions.open("test", new SparkConf().setMaster("local[1]"))) {
      assertThat(spark.read().parquet(folder.resolve("scores").toString()).count()).isEqualTo(MANY);
    }
  }
}
