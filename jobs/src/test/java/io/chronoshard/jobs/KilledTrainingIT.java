package io.chronoshard.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.chronoshard.config.VersionChoice;
import io.chronoshard.jobs.spark.Sessions;
import io.chronoshard.registry.ModelRegistry;
import io.chronoshard.registry.RunStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.commons.math3.random.MersenneTwister;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A training whose process is killed leaves a whole version or none, and run again it goes on from
 * what it had come to, and makes the version that an undisturbed one makes.
 */
class KilledTrainingIT {

  private static final String CONFIG =
      """
      simulate { output = "%1$s/raw", steps = 900, channels = 3 }
      history { input = ["%1$s/raw/*.csv"], table = "%1$s/history" }
      grid.block-steps = 128
      window { length = 6, lead = 3, targets = ["T (degC)"] }
      model.layers = [{ type = lstm, units = 3 }, { type = dropout, rate = 0.2 }]
      model.members = [{ layers = [{ type = gru, units = 3 }] }]
      training { epochs = 6, batch = 16, period = 1, shards = 2, seeds = [5], combine = stacked }
      training.schedule { type = plateau, patience = 1 }
      registry { path = "%1$s/registry", model = weather, lock.lease = 1 second }
      run.checkpoint { rounds = 1, interval = 0 seconds }
      """;

  /** A network for each of many series, each so long in training that it can be met there. */
  private static final String OF_SERIES =
      """
      simulate { output = "%1$s/raw", steps = 400, series = 40, channels = 2 }
      history { input = ["%1$s/raw/*.csv"], series.column = series, table = "%1$s/history" }
      grid.block-steps = 128
      features.scale-by = series
      window { length = 6, targets = ["T (degC)"] }
      model { layers = [{ type = lstm, units = 3 }], per-series = true }
      training { epochs = 12, batch = 16, shards = 2, early-stopping.patience = 0 }
      registry { path = "%1$s/registry", model = weather, lock.lease = 1 second }
      """;

  private static final int KILLS = 3;

  private static final JsonMapper JSON = new JsonMapper();

  @TempDir private Path folder;
  private RunMain main;

  private void trainUndisturbed(String config) throws IOException {
    main = new RunMain(folder, config).on("local[2]");
    main.require("simulate");
    main.require("ingest");
    main.require("train", registry("whole"));
  }

  /** Once before there is any checkpoint, and then behind some of them. */
  @Test
  void aTrainingOfSeveralNetworksMayBeKilledAgainAndAgain() throws Exception {
    trainUndisturbed(CONFIG);
    SortedMap<String, JsonNode> rounds = rounds("whole");
    assertThat(rounds).hasSizeGreaterThan(100);
    MersenneTwister random = new MersenneTwister(new int[] {9});
    int before = 0;
    for (int attempt = 1; attempt <= KILLS; attempt++) {
      Process process = new JobProcess(folder).start("train", main.config(), registry("killed"));
      int more = attempt == 1 ? 0 : 5 + random.nextInt(20);
      while (newest("killed") < before + more || attempts("killed") < attempt) {
        assertThat(process.waitFor(20, TimeUnit.MILLISECONDS)).as("ended by itself").isFalse();
      }
      boolean isDone = process.waitFor(random.nextInt(200), TimeUnit.MILLISECONDS);
      assertThat(isDone).as("ended by itself").isFalse();
      process.destroyForcibly().waitFor();
      assertThat(versions("killed")).isEmpty();
      before = newest("killed");
    }
    main.require("train", registry("killed"));

    assertThat(main.err()).contains("this is attempt 4", "going on from checkpoint ");
    assertSameAsUndisturbed("killed");
    assertThat(rounds("killed")).isEqualTo(rounds);
    assertThat(events("killed", "checkpoint used")).hasSizeGreaterThanOrEqualTo(2);
  }

  @Test
  void aDamagedCheckpointIsToldAndTheOneBeforeUsed() throws Exception {
    trainUndisturbed(CONFIG);
    Process process = new JobProcess(folder).start("train", main.config(), registry("damaged"));
    while (newest("damaged") < 10) {
      assertThat(process.waitFor(20, TimeUnit.MILLISECONDS)).as("ended by itself").isFalse();
    }
    process.destroyForcibly().waitFor();
    int newest = newest("damaged");
    Path file =
        checkpoints("damaged").resolve(String.format(Locale.ROOT, "%06d/checkpoint.bin", newest));
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 4;
    Files.write(file, bytes);

    // Under the same name, another configuration is no attempt at the same.
    String run = run("damaged").substring("train-".length());
    String[] other = {registry("damaged"), "run.id = \"" + run + "\"", "training.batch = 17"};
    assertThat(main.on("no-such-master").run("train", other)).isEqualTo(2);
    assertThat(main.err())
        .contains("run train-" + run + " was begun with another configuration or other data (")
        .containsPattern("and has [23] checkpoints; choose another run.id, or remove file:");

    main.on("local[2]").require("train", registry("damaged"));
    assertThat(main.err())
        .contains("checkpoint " + newest + " is not used: it is damaged: it has the SHA-256 ")
        .contains("going on from checkpoint " + (newest - 1) + ": ");
    assertSameAsUndisturbed("damaged");
    assertThat(rounds("damaged")).isEqualTo(rounds("whole"));
  }

  /** Killed when some series are kept, and again when some more are. */
  @Test
  void aTrainingOfNetworksOfSeriesMayBeKilledAgainAndAgain() throws Exception {
    trainUndisturbed(OF_SERIES);
    int kept = 0;
    for (int attempt = 1; attempt <= 2; attempt++) {
      Process process = new JobProcess(folder).start("train", main.config(), registry("killed"));
      while (seriesFiles("killed") <= kept) {
        assertThat(process.waitFor(5, TimeUnit.MILLISECONDS)).as("ended by itself").isFalse();
      }
      process.destroyForcibly().waitFor();
      assertThat(versions("killed")).isEmpty();
      kept = seriesFiles("killed");
    }
    main.require("train", registry("killed"));

    assertThat(main.err())
        .contains("this is attempt 3", "its network is trained")
        .containsPattern("\\d+ series are trained already, as checkpoints tell");
    List<JsonNode> used = events("killed", "series checkpoints used");
    assertThat(used).hasSize(2);
    assertThat(used.get(0).path("series").asInt()).isPositive();
    assertThat(used.get(1).path("series").asInt())
        .isGreaterThan(used.get(0).path("series").asInt())
        .isLessThan(40);
    assertSameAsUndisturbed("killed");
  }

  /** Files of series that are whole. */
  private int seriesFiles(String name) throws IOException {
    return attempts(name) == 0
        ? 0
        : (int)
            names(checkpoints(name).resolve("series")).stream()
                .filter(file -> !file.startsWith("."))
                .count();
  }

  private void assertSameAsUndisturbed(String name) throws IOException {
    assertThat(versions(name)).containsExactly("v000001");
    assertThat(hash(name)).isEqualTo(hash("whole"));
    assertThat(registryOf(name).champion()).contains(1);
    assertThat(registryOf(name).runs())
        .extracting(run -> run.status().orElseThrow().state())
        .containsExactly(RunStatus.State.DONE);
    Path model = folder.resolve(name).resolve("weather");
    assertThat(checkpoints(name)).doesNotExist();
    assertThat(names(model.resolve(".staging/versions"))).isEmpty();
    assertThat(names(model.resolve("locks"))).hasSize(1);
    assertThat(names(model.resolve(".staging/fenced"))).isEmpty();
  }

  /** What each round was trained on and came to, by network, epoch and number. */
  private SortedMap<String, JsonNode> rounds(String name) throws IOException {
    SortedMap<String, JsonNode> rounds = new TreeMap<>();
    int network = 0;
    for (JsonNode event : events(name)) {
      if (event.path("event").asText().equals("network")) {
        network = event.path("number").asInt();
      } else if (event.path("event").asText().equals("round")) {
        JsonNode round = event.path("round");
        String key =
            String.format(
                Locale.ROOT,
                "%d/%02d/%03d",
                network,
                round.path("epoch").asInt(),
                round.path("round").asInt());
        JsonNode before = rounds.put(key, round);
        assertThat(before).as("round %s, trained twice", key).isIn(null, round);
      }
    }
    return rounds;
  }

  private List<JsonNode> events(String name, String kind) throws IOException {
    return events(name).stream()
        .filter(event -> event.path("event").asText().equals(kind))
        .toList();
  }

  /** The events of all attempts in order; a process that is killed may leave half a line. */
  private List<JsonNode> events(String name) throws IOException {
    List<JsonNode> events = new ArrayList<>();
    Path files = runFolder(name).resolve("events");
    for (String file : names(files)) {
      for (String line : Files.readAllLines(files.resolve(file))) {
        if (line.endsWith("\"}")) {
          events.add(JSON.readTree(line));
        }
      }
    }
    return events;
  }

  private String registry(String name) {
    return "registry.path = \"" + folder.resolve(name) + "\"";
  }

  private ModelRegistry registryOf(String name) {
    return ModelRegistry.open(folder.resolve(name).toString(), "weather", Sessions.hadoop());
  }

  private String hash(String name) {
    return registryOf(name).version(new VersionChoice.Latest()).contents().provenance().modelHash();
  }

  private List<String> versions(String name) throws IOException {
    return names(folder.resolve(name).resolve("weather")).stream()
        .filter(one -> one.startsWith("v"))
        .toList();
  }

  /** How often the run was started. */
  private int attempts(String name) throws IOException {
    Path runs = folder.resolve(name).resolve("weather/runs");
    return names(runs).isEmpty() ? 0 : names(runFolder(name).resolve("events")).size();
  }

  private Path runFolder(String name) throws IOException {
    Path runs = folder.resolve(name).resolve("weather/runs");
    return runs.resolve(run(name));
  }

  private String run(String name) throws IOException {
    List<String> runs = names(folder.resolve(name).resolve("weather/runs"));
    assertThat(runs).hasSize(1);
    return runs.get(0);
  }

  private Path checkpoints(String name) throws IOException {
    return runFolder(name).resolve("checkpoints");
  }

  private int newest(String name) throws IOException {
    if (attempts(name) == 0) {
      return 0;
    }
    return names(checkpoints(name)).stream().mapToInt(Integer::parseInt).max().orElse(0);
  }

  private static List<String> names(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
