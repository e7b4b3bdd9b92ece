package io.chronoshard.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.chronoshard.config.LockSettings;
import io.chronoshard.registry.ModelLock;
import io.chronoshard.registry.ModelRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two trainings of one model do not go on at the same time. */
class LockedTrainingIT {

  @TempDir private Path folder;

  @Test
  void aTrainingThatMeetsAnotherIsToldSoAndBeginsNothing() throws IOException {
    WrittenHistory.weather(1, 1, 1500, 0.001, 512).write(folder.resolve("history"), 1);
    RunMain main =
        new RunMain(
            folder,
            """
            history.table = "%1$s/history"
            registry { path = "%1$s/registry", model = weather, lock.lease = 6 seconds }
            window { length = 12, lead = 3, targets = [c0] }
            model.layers = [{ type = gru, units = 3 }]
            training { epochs = 1, batch = 32 }
            """);
    ModelRegistry registry =
        ModelRegistry.open(folder.resolve("registry").toString(), "weather", new Configuration());

    try (ModelLock other =
        registry.lock("train-other", new LockSettings(Duration.ofSeconds(6), Duration.ZERO))) {
      assertThat(main.run("train")).isEqualTo(5);
      assertThat(main.err())
          .contains("weather is locked by train-other of ")
          .contains("which is alive; run this again once that has ended, or let it wait");
      assertThat(registry.runs()).isEmpty();
      other.requireHeld();
    }
    main.require("train");
    assertThat(main.out()).contains("v000001 of ");
    assertThat(registry.champion()).contains(1);
  }
}
