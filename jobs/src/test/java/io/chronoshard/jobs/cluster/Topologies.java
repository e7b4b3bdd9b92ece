package io.chronoshard.jobs.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.chronoshard.jobs.RunMain;
import io.chronoshard.jobs.ScriptRun;
import io.chronoshard.jobs.ScriptRun.Ended;
import io.chronoshard.jobs.ScriptRun.Running;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One training, on whatever cluster: the same shards, seed, data and configuration are to give the
 * same model. Jobs are started by the script, as users start them.
 *
 * @param folder of data, registries and all else
 * @param config file of the configuration
 * @param hash of the model that one process makes
 */
record Topologies(Path folder, Path config, String hash) {

  private static final String CONFIG =
      """
      simulate { output = "%1$s/raw", steps = 900, series = 2, channels = 3 }
      history { input = ["%1$s/raw/*.csv"], series.column = series, table = "file:%1$s/history" }
      grid.block-steps = 128
      features.calendar = [hour-of-day]
      window { length = 6, lead = 3, targets = ["T (degC)"] }
      model.layers = [{ type = lstm, units = 3 }, { type = dropout, rate = 0.2 }]
      training { epochs = 2, batch = 32, shards = 3, period = 2 }
      registry { path = "%1$s/registry", model = weather }
      run.submissions = "file:%1$s/submissions"
      """;

  private static final List<String> SMALL =
      List.of("--executor-memory", "700m", "--driver-memory", "700m");

  /** Makes the data, and trains in this process. */
  static Topologies of(Path folder) throws IOException, InterruptedException {
    RunMain main = new RunMain(folder, CONFIG).on("local[2]");
    main.require("simulate");
    main.require("ingest");
    Topologies made = new Topologies(folder, main.config(), "");
    return new Topologies(folder, main.config(), made.trainedHere("registry"));
  }

  /** The hash of a model that this process trains with other settings. */
  String trainedHere(String registry, String... settings) throws IOException, InterruptedException {
    List<String> sets = new ArrayList<>(List.of(settings));
    sets.add(registry(registry));
    RunMain main = new RunMain(folder, CONFIG).on("local[2]");
    main.require("train", sets.toArray(String[]::new));
    return hash(Map.of(), main.out(), registry(registry));
  }

  /** The setting of a registry of its own. */
  String registry(String name) {
    return "registry.path = \"" + folder.resolve(name.replaceAll("\\W", "-")) + "\"";
  }

  /** The hash of a model that the script trains, as the registry tells it. */
  String trained(Map<String, String> environment, String registry, String... where)
      throws IOException, InterruptedException {
    Ended ended = run(environment, List.of(where), "train", "--set", registry);
    assertThat(ended.code()).as(ended.err()).isZero();
    assertThat(ended.err()).contains("epoch 2/2: loss ");
    return hash(environment, ended.out(), registry);
  }

  /** Runs a job by the script to its end. */
  Ended run(Map<String, String> environment, List<String> where, String job, String... more)
      throws IOException, InterruptedException {
    try (Running running = start(environment, where, job, more)) {
      return running.ended();
    }
  }

  /** Starts a job by the script. */
  Running start(Map<String, String> environment, List<String> where, String job, String... more)
      throws IOException {
    List<String> arguments = new ArrayList<>(SMALL);
    arguments.addAll(where);
    arguments.addAll(List.of(job, "--config", config.toString()));
    arguments.addAll(List.of(more));
    return new ScriptRun(folder, environment).start(arguments.toArray(String[]::new));
  }

  /** The hash of the one model of a registry, of whose training the output is given too. */
  String hash(Map<String, String> environment, String trained, String registry)
      throws IOException, InterruptedException {
    assertThat(trained).startsWith("v000001 of ");
    Ended shown =
        new ScriptRun(folder, environment)
            .run("models", "show", "1", "--config", config.toString(), "--json", "--set", registry);
    assertThat(shown.code()).as(shown.err()).isZero();
    return new JsonMapper().readTree(shown.out()).findValue("modelHash").asText();
  }

  /** A job that finds no history there is to end here with the driver's code and message. */
  void requireRefusalThere(Map<String, String> environment, String master)
      throws IOException, InterruptedException {
    Ended ended =
        run(
            environment,
            List.of("--master", master, "--deploy-mode", "cluster"),
            "train",
            "--set",
            "history.table = \"" + folder.resolve("none") + "\"");
    assertThat(ended.code()).as(ended.err()).isEqualTo(3);
    assertThat(ended.err())
        .contains("chronoshard train: history.table = ", "holds no history")
        .doesNotContain("attempt 2", "\tat ");
    assertThat(ended.out()).isEmpty();
  }
}
