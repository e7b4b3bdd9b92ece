package io.chronoshard.jobs.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.chronoshard.jobs.RunMain;
import io.chronoshard.jobs.ScriptRun;
import io.chronoshard.jobs.ScriptRun.Ended;
import io.chronoshard.jobs.ScriptRun.Running;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Executors that are killed while they train change nothing of what comes out. */
class KilledExecutorIT {

  private static final String CONFIG =
      """
      simulate { output = "%1$s/raw", steps = 900, series = 2, channels = 3 }
      history { input = ["%1$s/raw/*.csv"], series.column = series, table = "%1$s/history" }
      grid.block-steps = 128
      window { length = 6, lead = 3, targets = ["T (degC)"] }
      model.layers = [{ type = lstm, units = 3 }, { type = dropout, rate = 0.2 }]
      training { epochs = 30, batch = 32, shards = 3, period = 2, early-stopping.patience = 0 }
      registry { path = "%1$s/registry", model = weather }
      """;

  private static final String EXECUTOR = "CoarseGrainedExecutorBackend";

  private static final JsonMapper JSON = new JsonMapper();

  @TempDir private Path folder;

  @Test
  void theModelIsTheSameAndEachRoundAsWell() throws Exception {
    assumeThat(ScriptRun.isPossible()).as("packaging has been").isTrue();
    RunMain main = new RunMain(folder, CONFIG).on("local[2]");
    main.require("simulate");
    main.require("ingest");
    main.require("train");
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("--master", "local-cluster[2,1,1024]", "--executor-memory", "700m"));
    // Spark asks for speculative copies of tasks that others have done by then.
    arguments.addAll(List.of("--conf", "spark.speculation=true"));
    arguments.addAll(List.of("--conf", "spark.speculation.interval=10ms"));
    arguments.addAll(List.of("train", "--config", main.config().toString()));
    arguments.addAll(List.of("--set", "registry.path = \"" + folder.resolve("killed") + "\""));
    try (Running training =
        new ScriptRun(folder, Map.of()).start(arguments.toArray(String[]::new))) {
      for (String moment : List.of("epoch 3/30: ", "epoch 12/30: ")) {
        training.awaitTold(moment);
        List<ProcessHandle> executors = training.processes(EXECUTOR);
        assertThat(executors).isNotEmpty();
        assertThat(executors.get(executors.size() - 1).destroyForcibly()).isTrue();
      }
      Ended ended = training.ended();
      assertThat(ended.code()).as(ended.err()).isZero();
      assertThat(ended.err())
          .contains("Lost executor ", "epoch 30/30: ")
          .contains(" executors; the slowest: executor ", "; the fastest: executor ");
    }
    assertThat(provenance("killed")).isEqualTo(provenance("registry"));
    assertThat(rounds("killed")).hasSizeGreaterThan(100).isEqualTo(rounds("registry"));
  }

  private String provenance(String registry) throws IOException {
    Path file = folder.resolve(registry).resolve("weather/v000001/provenance.json");
    return JSON.readTree(file.toFile()).path("modelHash").asText();
  }

  /** What each round was trained on and came to, in order. */
  private List<String> rounds(String registry) throws IOException {
    List<String> rounds = new ArrayList<>();
    try (Stream<Path> files = Files.walk(folder.resolve(registry).resolve("weather/runs"))) {
      for (Path file : files.filter(one -> one.toString().endsWith(".jsonl")).toList()) {
        for (String line : Files.readAllLines(file)) {
          if (line.contains("\"event\":\"round\"")) {
            rounds.add(JSON.readTree(line).path("round").toString());
          }
        }
      }
    }
    return rounds;
  }
}
