package io.chronoshard.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.chronoshard.config.VersionChoice;
import io.chronoshard.jobs.spark.Sessions;
import io.chronoshard.registry.ModelRegistry;
import io.chronoshard.registry.RunStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.commons.math3.random.MersenneTwister;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A training of several networks that is killed leaves a whole version or none, and the next run
 * makes the version that an undisturbed one makes.
 */
class KilledTrainingIT {

  private static final int MOMENTS = 4;

  private static final String CONFIG =
      """
      simulate { output = "%1$s/raw", steps = 900, channels = 3 }
      history { input = ["%1$s/raw/*.csv"], table = "%1$s/history" }
      grid.block-steps = 128
      window { length = 6, lead = 3, targets = ["T (degC)"] }
      model.layers = [{ type = lstm, units = 3 }]
      model.members = [{ layers = [{ type = gru, units = 3 }] }]
      training { epochs = 2, batch = 32, shards = 2, seeds = [5], combine = stacked }
      registry { path = "%1$s/registry", model = weather, lock.lease = 1 second }
      """;

  @TempDir private Path folder;

  @Test
  void aTrainingOfSeveralNetworksMayBeKilledAtAnyMoment() throws IOException, InterruptedException {
    RunMain main = new RunMain(folder, CONFIG).on("local[2]");
    main.require("simulate");
    main.require("ingest");
    long started = System.nanoTime();
    Process whole = train(main, "whole");
    assertThat(whole.waitFor()).isZero();
    long nanos = System.nanoTime() - started;
    String hash = hash("whole");

    MersenneTwister random = new MersenneTwister(new int[] {9});
    for (int moment = 0; moment < MOMENTS; moment++) {
      String name = "killed-" + moment;
      Process process = train(main, name);
      // Spark takes the first third to start.
      double share = (1 + 2 * (moment + random.nextDouble()) / MOMENTS) / 3;
      boolean isDone = process.waitFor((long) (nanos * share), TimeUnit.NANOSECONDS);
      process.destroyForcibly().waitFor();

      List<String> left = versions(name);
      assertThat(left)
          .isIn(isDone ? List.of(List.of("v000001")) : List.of(List.of(), List.of("v000001")));
      if (!left.isEmpty()) {
        assertThat(hash(name)).isEqualTo(hash);
      }

      main.require("train", registry(name));
      assertThat(versions(name)).containsExactly("v000001");
      assertThat(hash(name)).isEqualTo(hash);
      assertThat(registryOf(name).champion()).contains(1);
      assertThat(registryOf(name).runs())
          .extracting(run -> run.status().orElseThrow().state())
          .containsExactly(RunStatus.State.DONE);
      Path model = folder.resolve(name).resolve("weather");
      assertThat(names(model.resolve(".staging/versions"))).isEmpty();
      assertThat(names(model.resolve("locks"))).hasSize(1);
      assertThat(names(model.resolve(".staging/fenced"))).isEmpty();
    }
  }

  /** A process of its own, as the script would start it. */
  private Process train(RunMain main, String name) throws IOException {
    return new JobProcess(folder).start("train", main.config(), registry(name));
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

  private static List<String> names(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
