package io.chronoshard.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.chronoshard.config.VersionChoice;
import io.chronoshard.jobs.spark.Sessions;
import io.chronoshard.registry.ModelRegistry;
import io.chronoshard.registry.RunFolder;
import io.chronoshard.registry.RunStatus;
import io.chronoshard.retrain.NightDecision;
import io.chronoshard.retrain.RunDate;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.commons.io.FileUtils;
import org.apache.commons.math3.random.MersenneTwister;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A retraining whose process is killed goes on where it stopped, and ends in the decision, the
 * champion and the models that an undisturbed one ends in.
 */
class KilledRetrainingIT {

  private static final RunDate DATE = RunDate.parse("2020-01-25");

  @TempDir private Path folder;

  /** Before its first challenger is published, and behind that. */
  @Test
  void aRetrainingMayBeKilledAgainAndAgain() throws Exception {
    RunMain main =
        new RunMain(
                folder,
                """
                history.table = "%1$s/history"
                registry { path = "%1$s/whole", model = weather, lock.lease = 1 second }
                window { length = 6, lead = 3, stride = 3, targets = [c0] }
                model.layers = [{ type = gru, units = 3 }]
                training { epochs = 1, batch = 16, period = 4, optimizer.learning-rate = 0.01 }
                retrain { judge = 12 days, validate = 2 days, challengers = [
                  { name = warm, start = champion, settings { training.epochs = 3 } }
                  { name = longer, start = nothing, settings { training.epochs = 6 } }
                ] }
                gate { level = 0.5, bin = 12 hours, least-bins = 12, segments = [], block-length = 2, resamples = 999 }
                run.checkpoint { rounds = 1, interval = 0 seconds }
                """)
            .on("local[2]");
    WrittenHistory.weather(1, 2, 144 * 6, 0.001, 512).write(folder.resolve("history"), 1);
    main.require("train");
    WrittenHistory.weather(1, 2, 144 * 26, 0.001, 512).write(folder.resolve("history"), 2);
    FileUtils.copyDirectory(folder.resolve("whole").toFile(), folder.resolve("killed").toFile());
    assertThat(main.runWith(arguments(main, "whole"))).as(() -> main.err()).isZero();

    MersenneTwister random = new MersenneTwister(new int[] {4});
    kill(main, () -> run("killed").status().isPresent(), random.nextInt(1000));
    kill(main, () -> registry("killed").numbers().size() > 1, random.nextInt(200));
    assertThat(run("killed").has(NightDecision.FILE)).isFalse();
    assertThat(main.runWith(arguments(main, "killed"))).as(() -> main.err()).isZero();

    assertThat(run("killed").status().map(RunStatus::attempt)).contains(3);
    assertThat(NightDecision.of(run("killed"))).isEqualTo(NightDecision.of(run("whole")));
    assertThat(hashes("killed")).hasSize(3).isEqualTo(hashes("whole"));
    assertThat(registry("killed").champion()).isEqualTo(registry("whole").champion());
    assertThat(registry("killed").promotions().all())
        .hasSameSizeAs(registry("whole").promotions().all());
  }

  /** Starts it, and kills it some time after it has come so far. */
  private void kill(RunMain main, BooleanSupplier hasCome, int millis)
      throws IOException, InterruptedException {
    Process process = new JobProcess(folder).start(arguments(main, "killed"));
    while (!hasCome.getAsBoolean()) {
      assertThat(process.waitFor(5, TimeUnit.MILLISECONDS)).as("ended by itself").isFalse();
    }
    boolean isDone = process.waitFor(millis, TimeUnit.MILLISECONDS);
    assertThat(isDone).as("ended by itself").isFalse();
    process.destroyForcibly().waitFor();
  }

  private List<String> arguments(RunMain main, String registry) {
    return List.of(
        "retrain",
        "--config",
        main.config().toString(),
        "--run-date",
        DATE.toString(),
        "--set",
        "registry.path=\"" + folder.resolve(registry) + "\"");
  }

  private List<String> hashes(String name) {
    List<String> hashes = new ArrayList<>();
    for (int number : registry(name).numbers()) {
      hashes.add(registry(name).facts(new VersionChoice.Numbered(number)).provenance().modelHash());
    }
    return hashes;
  }

  private RunFolder run(String name) {
    return registry(name).run(DATE.runId());
  }

  private ModelRegistry registry(String name) {
    return ModelRegistry.open(folder.resolve(name).toString(), "weather", Sessions.hadoop());
  }
}
