package io.chronoshard.jobs.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.chronoshard.config.TimeAxis;
import io.chronoshard.grid.History;
import io.chronoshard.grid.History.RecordedTimes;
import io.chronoshard.grid.History.SeriesExtent;
import io.chronoshard.jobs.RunMain;
import io.chronoshard.jobs.WrittenHistory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A training is planned, done, and compared with its plan. */
class PlanIT {

  private static final String CONFIG =
      """
      history.table = "%1$s/history"
      registry { path = "%1$s/registry", model = weather }
      report.output = "%1$s/report.html"
      window { length = 12, lead = 3, targets = [c0] }
      model.layers = [{ type = gru, units = 4 }]
      training { epochs = 2, batch = 32, shards = 3, period = 4, early-stopping.patience = 0 }
      """;

  /** What Spark itself returns with the tasks of a round: about a KiB with each. */
  private static final int WITH_RESULTS = 8192;

  @TempDir private Path folder;

  @Test
  void aTrainingIsPlannedDoneAndComparedWithItsPlan() throws IOException {
    WrittenHistory.weather(1, 2, 3000, 0, 256).write(folder.resolve("history"), 2);
    RunMain main = new RunMain(folder, CONFIG).on("local[2]");

    main.require("plan");
    assertThat(main.out())
        .contains("2 series of 6,000 steps, 2 channels read as 2 inputs")
        .contains("3 shards of 20 blocks of 256 steps")
        .contains("2,972 of the training part, 1,500 of the validation part")
        .containsPattern("more than [12] executors? \\([24] cores\\) do not help: ")
        .contains("measured here: a minibatch ", "a round without training ")
        .contains("all fits", "not known: windows are those that are possible");
    assertThat(main.runWith(List.of("plan", "--config", main.config().toString(), "--json")))
        .isZero();
    JsonNode plan = new JsonMapper().readTree(main.out());
    assertThat(plan).isEqualTo(new JsonMapper().readTree(Files.readString(planFile())));
    assertThat(plan.at("/rounds/ofEpochs/0").asInt()).isEqualTo(8);
    assertThat(plan.at("/times/rows")).hasSize(2);
    assertThat(plan.at("/shortages")).isEmpty();

    main.require("train");
    assertThat(main.err())
        .contains("as planned: training windows 2,972 (planned 2,972), validation windows 1,500")
        .contains("rounds of an epoch 8 (planned 8), an epoch ")
        .contains("all shards in memory ", "what a round returns ");
    JsonNode lines = new JsonMapper().readTree(compared().toFile()).get("lines");
    for (JsonNode line : lines) {
      if (!line.get("quantity").asText().equals("EPOCH")) {
        assertThat(line.get("happened").asDouble())
            .as(line.toString())
            .isBetween(
                0.97 * line.get("planned").asDouble(),
                1.1 * line.get("planned").asDouble() + WITH_RESULTS);
      }
    }
    main.require("evaluate");
    main.require("report");
    assertThat(folder.resolve("report.html"))
        .content()
        .contains("Plan and training", "Rounds of an epoch", "All shards in memory");
  }

  @Test
  void whatCannotBeHeldIsToldBeforeTheFirstRound() throws IOException {
    WrittenHistory.weather(1, 1, 1500, 0, 256).write(folder.resolve("history"), 1);
    RunMain main = new RunMain(folder, CONFIG).on("local[2]");
    System.setProperty("spark.driver.maxResultSize", "1k");
    try {
      main.require("plan");
      assertThat(main.out())
          .containsPattern("does not fit: 1\\d\\.\\d KiB come to the driver in each round")
          .doesNotContain("measured here");

      assertThat(main.run("train")).as(main.err()).isEqualTo(2);
      assertThat(main.err())
          .contains("come to the driver in each round, and a job's results may have 1.00 KiB")
          .contains("give --conf spark.driver.maxResultSize=1m, or take a smaller model")
          .doesNotContain("epoch 1", "\tat ");
    } finally {
      System.clearProperty("spark.driver.maxResultSize");
    }
  }

  /** No value is read for that: there are none. */
  @Test
  void aShardThatNoHeapHoldsIsToldBeforeTheFirstRound() throws IOException {
    WrittenHistory.describe(
        folder.resolve("history"),
        new History(
            TimeAxis.clock(600_000),
            4096,
            List.of("c0", "c1"),
            RecordedTimes.FROM_STEPS,
            List.of(new SeriesExtent("site", 0, 20_000_000)),
            "made up"));
    RunMain main = new RunMain(folder, CONFIG).on("local[2]");

    assertThat(
            main.run(
                "train",
                "features { calendar = [hour-of-day, day-of-week, day-of-year], harmonics = 100 }"))
        .as(main.err())
        .isEqualTo(2);
    assertThat(main.err())
        .containsPattern(
            "the largest of 3 shards takes [0-9.]+ GiB, the state of a round [0-9.]+ KiB beside it, and what a task learns"
                + " from it [0-9.]+ [KM]iB: more than the [0-9.]+ [MG]iB that the driver's heap of [0-9.]+ [MG]iB has for them;"
                + " give a larger --driver-memory, or set training.shards higher \\(that makes another model\\)")
        .doesNotContain("epoch 1", "\tat ");
  }

  private Path planFile() throws IOException {
    return run("plan-").resolve("plan.json");
  }

  private Path compared() throws IOException {
    return run("train-").resolve("planned.json");
  }

  private Path run(String job) throws IOException {
    try (Stream<Path> runs = Files.list(folder.resolve("registry/weather/runs"))) {
      return runs.filter(run -> run.getFileName().toString().startsWith(job))
          .findFirst()
          .orElseThrow();
    }
  }
}
