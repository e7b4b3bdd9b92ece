package io.chronoshard.jobs.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
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
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What is seen of a training on executors that have no memory for their shards, and one of which
 * stands still for a while. All by one training, for each takes its time.
 */
class WatchedClusterIT {

  private static final int UNITS = 24;

  private static final String CONFIG =
      """
      simulate { output = "%1$s/raw", steps = 900, series = 2, channels = 3 }
      history { input = ["%1$s/raw/*.csv"], series.column = series, table = "%1$s/history" }
      grid.block-steps = 128
      window { length = 6, lead = 3, targets = ["T (degC)"] }
      model.layers = [{ type = lstm, units = 24 }]
      training { epochs = 12, batch = 32, shards = 3, period = 2, early-stopping.patience = 0 }
      registry { path = "%1$s/registry", model = weather }
      """;

  private static final String EXECUTOR = "CoarseGrainedExecutorBackend";

  private static final Pattern SENT =
      Pattern.compile(
          "a round sent ([0-9,]+) bytes to each executor, ([0-9,]+) of its state and ([0-9,]+) of its"
              + " task, and ([0-9,]+) came back of each shard");

  private static final JsonMapper JSON = new JsonMapper();

  @TempDir private Path folder;

  @Test
  void aTrainingOnDisksThatStandsStillIsSeenAndMakesTheSameModel() throws Exception {
    assumeThat(ScriptRun.isPossible()).as("packaging has been").isTrue();
    RunMain main = new RunMain(folder, CONFIG).on("local[2]");
    main.require("simulate");
    main.require("ingest");
    main.require("train");
    Path log = Files.createDirectory(folder.resolve("log"));
    Ended ended = stopped(main, log);
    assertThat(ended.code()).as(ended.err()).isZero();
    assertThat(hash("watched")).isEqualTo(hash("registry"));
    assertThat(ended.err())
        .containsPattern(
            "epoch \\d+[^:\\n]*: (train|validate) 3 shards: shard [0-2] is waited for, on executor"
                + " [01] \\([^)]+\\) for \\d+\\.\\d s")
        .containsPattern(
            "executor 0 \\([^)]+\\): [0-9,]+ windows/s a core, [0-9.]+ s in \\d+ tasks")
        .containsPattern(
            "executor 1 \\([^)]+\\): [0-9,]+ windows/s a core, [0-9.]+ s in \\d+ tasks");
    requireSizes(ended.err());
    requireLog(log);
  }

  /** Trains, and stops an executor until it is said whom all wait for. */
  private Ended stopped(RunMain main, Path log) throws Exception {
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("--master", "local-cluster[2,1,1024]", "--executor-memory", "700m"));
    for (String setting :
        List.of(
            "spark.cores.max=2",
            "spark.scheduler.minRegisteredResourcesRatio=1",
            "spark.memory.fraction=0.0005",
            "spark.eventLog.enabled=true",
            "spark.eventLog.logBlockUpdates.enabled=true",
            "spark.eventLog.dir=" + log.toUri())) {
      arguments.addAll(List.of("--conf", setting));
    }
    arguments.addAll(List.of("train", "--config", main.config().toString(), "--verbose"));
    arguments.addAll(List.of("--set", "registry.path = \"" + folder.resolve("watched") + "\""));
    try (Running training =
        new ScriptRun(folder, Map.of()).start(arguments.toArray(String[]::new))) {
      training.awaitTold("epoch 2/12: ");
      String executor = Long.toString(training.processes(EXECUTOR).get(0).pid());
      assertThat(new ProcessBuilder("kill", "-STOP", executor).start().waitFor()).isZero();
      training.awaitTold(" 3 shards: shard ");
      assertThat(new ProcessBuilder("kill", "-CONT", executor).start().waitFor()).isZero();
      return training.ended();
    }
  }

  /** In the last epoch, for the updater's state begins with zeros, which hardly travel. */
  private static void requireSizes(String told) {
    Matcher sent = SENT.matcher(told);
    List<long[]> epochs = new ArrayList<>();
    while (sent.find()) {
      epochs.add(new long[] {bytes(sent, 1), bytes(sent, 2), bytes(sent, 3), bytes(sent, 4)});
    }
    assertThat(epochs).hasSize(12);
    long[] last = epochs.get(epochs.size() - 1);
    // Weights of four gates from inputs, state and bias, and two numbers of Adam's for each.
    long least = 3L * Float.BYTES * 4 * UNITS * (3 + UNITS + 1);
    assertThat(last[3]).as("came back").isBetween(least, 3 * least / 2);
    assertThat(last[1]).as("state").isBetween(4 * least / 5, 3 * least / 2);
    assertThat(last[2]).as("task").isBetween(1000L, 100_000L);
    assertThat(last[0]).as("in all").isBetween(last[1] + last[2], last[1] + last[2] + 1);
  }

  private static long bytes(Matcher matcher, int group) {
    return Long.parseLong(matcher.group(group).replace(",", ""));
  }

  private static void requireLog(Path log) throws IOException {
    Set<String> stages = new TreeSet<>();
    Set<Integer> asking = new TreeSet<>();
    Set<String> asked = new TreeSet<>();
    Set<String> shards = new TreeSet<>();
    Set<String> spilled = new TreeSet<>();
    for (JsonNode event : events(log)) {
      JsonNode stage = event.path("Stage Info");
      if (event.path("Event").asText().equals("SparkListenerStageSubmitted")) {
        stages.add(stage.path("Stage Name").asText());
        if (stage.path("Stage Name").asText().equals("ask executors what they can")) {
          asking.add(stage.path("Stage ID").asInt());
        }
        for (JsonNode rdd : stage.path("RDD Info")) {
          if (rdd.path("Name").asText().equals("shards")) {
            shards.add("rdd_" + rdd.path("RDD ID").asText() + "_");
          }
        }
      }
      if (event.path("Event").asText().equals("SparkListenerTaskEnd")
          && asking.contains(event.path("Stage ID").asInt())) {
        asked.add(event.path("Task Info").path("Executor ID").asText());
      }
      JsonNode block = event.path("Block Updated Info");
      if (block.path("Disk Size").asLong() > 0) {
        spilled.add(block.path("Block ID").asText());
      }
    }
    assertThat(stages).isNotEmpty().noneMatch(name -> name.matches(".*\\.(java|scala):\\d+"));
    assertThat(asked).as("executors that were asked for vectors").containsExactly("0", "1");
    assertThat(shards).isNotEmpty();
    assertThat(spilled.stream().filter(block -> shards.stream().anyMatch(block::startsWith)))
        .as("shards on disk")
        .hasSizeGreaterThanOrEqualTo(3);
  }

  private static List<JsonNode> events(Path log) throws IOException {
    List<JsonNode> events = new ArrayList<>();
    try (Stream<Path> files = Files.walk(log)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (!file.getFileName().toString().endsWith(".crc")) {
          for (String line : Files.readAllLines(file)) {
            events.add(JSON.readTree(line));
          }
        }
      }
    }
    return events;
  }

  private String hash(String registry) throws IOException {
    Path file = folder.resolve(registry).resolve("weather/v000001/provenance.json");
    return JSON.readTree(file.toFile()).path("modelHash").asText();
  }
}
