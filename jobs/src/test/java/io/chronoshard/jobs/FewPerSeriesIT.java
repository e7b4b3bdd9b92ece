package io.chronoshard.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.chronoshard.config.VersionChoice;
import io.chronoshard.jobs.spark.Sessions;
import io.chronoshard.registry.ModelRegistry;
import io.chronoshard.registry.SeriesEntry;
import io.chronoshard.registry.SeriesNetworks;
import io.chronoshard.registry.SeriesReader;
import io.chronoshard.registry.SeriesSummary;
import io.chronoshard.registry.VersionContents;
import io.chronoshard.train.SeriesResult.Standing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.apache.commons.math3.random.MersenneTwister;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A network for each of a few series, beside other settings. */
class FewPerSeriesIT {

  private static final int SERIES = 8;

  private static final String CONFIG =
      """
      history {
        input = ["%1$s/raw/*.csv"]
        series.column = site
        table = "%1$s/history"
      }
      grid { step = 1 hour, block-steps = 16 }
      split.fraction { training = 0.6, validation = 0.2 }
      features { channels = [load], scale-by = series }
      window { length = 8, targets = [load] }
      model { layers = [{ type = flatten }], per-series = true, per-series-windows = 20 }
      training { epochs = 4, batch = 16, shards = 1, loss = mse }
      registry { path = "%1$s/registry", model = few }
      scores { output = "%1$s/scores", windows = newest, version = latest }
      """;

  @TempDir private Path folder;

  private RunMain main;

  /** Noise; but the seventh goes slowly, and the eighth begins in the test part. */
  @BeforeEach
  void ingests() throws IOException {
    StringBuilder rows = new StringBuilder("time,site,load\n");
    MersenneTwister random = new MersenneTwister(7);
    for (int site = 0; site < SERIES; site++) {
      for (int step = site == 7 ? 82 : 0; step < 100; step++) {
        double value = site == 6 ? StrictMath.sin(step / 30.0) : random.nextGaussian();
        boolean isUnknown = site < 6 && step % 17 == 5;
        rows.append(
            String.format(
                Locale.ROOT,
                "2024-01-%02dT%02d:00:00Z,s%d,%s\n",
                1 + step / 24,
                step % 24,
                site,
                isUnknown ? "" : String.format(Locale.ROOT, "%.5f", value)));
      }
    }
    Files.writeString(
        Files.createDirectories(folder.resolve("raw")).resolve("a.csv"), rows.toString());
    main = new RunMain(folder, CONFIG).on("local[2]");
    main.require("ingest");
  }

  private SeriesSummary summary() {
    return version().metrics().series().orElseThrow();
  }

  private VersionContents version() {
    return ModelRegistry.open(folder.resolve("registry").toString(), "few", Sessions.hadoop())
        .version(new VersionChoice.Latest())
        .contents();
  }

  private long scores() {
    try (SparkSession spark = Sessions.open("test", new SparkConf().setMaster("local[1]"))) {
      return spark.read().parquet(folder.resolve("scores").toString()).count();
    }
  }

  /** All series are told to be done, though nothing was read of the last one. */
  @Test
  void aSeriesWhoseTrainingDivergesIsForecastByTheNetworkOfAll() {
    main.require(
        "train",
        "training.optimizer { type = sgd, learning-rate = 0.25 }",
        "training { epochs = 60, early-stopping.patience = 0 }");
    assertThat(main.err()).contains("training a network for each of 8 series", "8 of 8 series, ");
    assertThat(main.out())
        .containsPattern(
            "by a network for each of 6 series .* and the network of all series for 2: \"s6\""
                + " \\(its (training|validation) loss diverged in epoch [0-9]+\\), \"s7\" \\(0"
                + " windows to train on\\)");
    assertThat(summary().without())
        .extracting(SeriesSummary.Without::standing)
        .containsExactly(Standing.DIVERGED, Standing.FEW_WINDOWS);
    assertThat(summary().without().get(0).diverged().orElseThrow().epoch()).isBetween(2, 60);
  }

  @Test
  void withoutValidationTheTrainingLossIsToldToBeOfTheNetworkOfAll() throws IOException {
    main.require("train", "training { validate = false, early-stopping.patience = 0 }");
    assertThat(main.out())
        .containsPattern(
            "training loss [0-9.]+ of the network of all series \\(no validation\\); forecasts by a"
                + " network for each of 7 series and the network of all series for 1: \"s7\" \\(0"
                + " windows to train on\\)")
        .doesNotContain("better than the network of all");
    assertThat(summary().own()).isEqualTo(7);
    assertThat(summary().spread()).isEmpty();
    // The registry is told who reads networks when their turn comes; here it cannot be.
    Path runs = folder.resolve("registry/few/runs");
    Path away = Files.move(runs, folder.resolve("away"));
    Files.writeString(runs, "in the way");
    main.require("score", "run.id = x");
    assertThat(main.err())
        .contains(
            "nothing keeps models prune from removing v000001 while this goes on: cannot make the"
                + " folder");
    assertThat(scores()).isEqualTo(SERIES);
    Files.delete(runs);
    Files.move(away, runs);
    main.require("score", "run.id = y", "scores.output = \"" + folder.resolve("again") + "\"");
    assertThat(main.err()).doesNotContain("models prune");
    assertThat(runs)
        .isDirectoryNotContaining(run -> run.getFileName().toString().contains("score"));
    eachGoesOnFromItsOwn();
  }

  /** By steps that are next to nothing. */
  private void eachGoesOnFromItsOwn() {
    SeriesNetworks first = version().series().orElseThrow();
    main.require(
        "train",
        "training { validate = false, early-stopping.patience = 0, start = champion, epochs = 1 }",
        "training.optimizer.learning-rate = 1e-12");
    SeriesNetworks second = version().series().orElseThrow();
    assertThat(second.file()).contains("v000002");
    assertThat(second.entries()).hasSize(7);
    SeriesReader before = new SeriesReader(first, Sessions.hadoop());
    SeriesReader after = new SeriesReader(second, Sessions.hadoop());
    for (SeriesEntry entry : second.entries()) {
      assertThat(after.of(entry.series()).orElseThrow())
          .as(entry.series())
          .containsExactly(before.of(entry.series()).orElseThrow(), within(1e-9f));
    }
  }

  @Test
  void aNetworkOfEachSeriesForecastsAgainAndAgain() {
    main.require("train", "model.recursive = 3", "window.unknown = mean");
    assertThat(summary().own()).isEqualTo(7);
    main.require("evaluate");
    main.require("score");
    assertThat(scores()).isEqualTo(3 * SERIES);
  }

  @Test
  void aGraphWithMaskedRowsIsTrainedOnEachSeries() {
    main.require(
        "train",
        "window { unknown = mask, least-rows = 2 }",
        "model.inputs = [{ name = far }, { name = near, length = 2 }]",
        "model { layers = null, graph = [{ name = a, from = far, type = lstm, units = 3 },"
            + " { name = b, from = near, type = flatten },"
            + " { name = c, from = [a, b], type = concatenate }] }");
    assertThat(summary().own()).isEqualTo(7);
    main.require("evaluate");
    assertThat(main.out()).contains("windows of the test part");
    main.require("score");
    assertThat(scores()).isEqualTo(SERIES);
  }
}
