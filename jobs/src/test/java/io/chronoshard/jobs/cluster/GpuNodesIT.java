package io.chronoshard.jobs.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.chronoshard.jobs.RunMain;
import io.chronoshard.jobs.ScriptRun;
import io.chronoshard.jobs.ScriptRun.Ended;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * GPUs that are not there, from the discovery script through workers and executors to the task that
 * is bound to one, and to the choice of the engine.
 */
class GpuNodesIT {

  private static final String CONFIG =
      """
      simulate { output = "%1$s/raw", steps = 300, channels = 2 }
      history { input = ["%1$s/raw/*.csv"], table = "file:%1$s/history" }
      grid.block-steps = 64
      window { length = 4, targets = ["T (degC)"] }
      model.layers = [{ type = lstm, units = 2 }]
      training { epochs = 1, shards = 2 }
      registry { path = "%1$s/registry", model = weather }
      """;

  private static final String ADDRESS = "7";

  @TempDir private static Path folder;

  private static RunMain main;

  @BeforeAll
  static void aHistoryIsThere() throws IOException {
    assumeThat(ScriptRun.isPossible()).as("packaging has been").isTrue();
    main = new RunMain(folder, CONFIG).on("local[2]");
    main.require("simulate");
    main.require("ingest");
  }

  @Test
  void tasksGetTheAddressesThatTheScriptFindsAndTheChoiceTells() throws Exception {
    Ended trained =
        run(
            GpuNode.of(folder, "echo " + ADDRESS).environment(),
            List.of("spark.worker.resource.gpu.amount=1", discovery()),
            "training.seed = 1");
    assertThat(trained.code()).as(trained.err()).isZero();
    String choice =
        "vector: the fastest on these processors; no engine of this build computes on GPUs."
            + " Those that tasks are given (a first one got gpu "
            + ADDRESS
            + ") stay idle";
    assertThat(trained.err()).contains("engine " + choice);
    Ended shown =
        new ScriptRun(folder, Map.of())
            .run("models", "show", "1", "--config", main.config().toString());
    assertThat(shown.out()).as(shown.err()).containsPattern("engine +" + choice.substring(0, 40));
  }

  /** Spark itself would wait for such a worker for ever. */
  @Test
  void aClusterWithoutGpusEndsTheJob() throws Exception {
    Ended ended = run(Map.of(), List.of(), "training.seed = 2", "run.executor-wait = 1 second");
    assertThat(ended.code()).as(ended.err()).isEqualTo(6);
    assertThat(ended.err())
        .contains(
            "has given it no executor within 1.0 s (run.executor-wait)",
            "and the GPUs of spark.executor.resource.gpu.amount = 1,"
                + " spark.task.resource.gpu.amount = 1 (a standalone cluster's workers offer theirs by"
                + " spark.worker.resource.gpu.amount and .discoveryScript, which scripts/discover-gpus"
                + " may be; YARN's nodes as yarn.io/gpu), or wait longer")
        .doesNotContain("\tat ");
  }

  @Test
  void anEngineThatIsNotThereIsRefusedBeforeTheFirstRound() {
    int code = main.run("train", "training.engine = cuda", "training.seed = 3");
    assertThat(code).as(main.err()).isEqualTo(2);
    assertThat(main.err())
        .contains("chronoshard train: training.engine = cuda is not in this build")
        .doesNotContain("epoch 1", "\tat ");
  }

  private static String discovery() {
    return "spark.worker.resource.gpu.discoveryScript=" + GpuNode.SCRIPT;
  }

  private static Ended run(Map<String, String> environment, List<String> settings, String... sets)
      throws Exception {
    List<String> arguments =
        new ArrayList<>(List.of("--master", "local-cluster[2,1,1024]", "--driver-memory", "700m"));
    arguments.addAll(List.of("--executor-memory", "700m"));
    for (String setting : settings) {
      arguments.addAll(List.of("--conf", setting));
    }
    arguments.addAll(List.of("--conf", "spark.executor.resource.gpu.amount=1"));
    arguments.addAll(List.of("--conf", "spark.task.resource.gpu.amount=1"));
    arguments.addAll(List.of("train", "--config", main.config().toString()));
    for (String set : sets) {
      arguments.addAll(List.of("--set", set));
    }
    return new ScriptRun(folder, environment).run(arguments.toArray(String[]::new));
  }
}
