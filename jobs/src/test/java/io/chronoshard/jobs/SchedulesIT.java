package io.chronoshard.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.chronoshard.jobs.ScriptRun.Ended;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.batch.v1.JobSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The schedules of {@code conf/schedules}: each is read by what reads it where it is used, as far
 * as that can be had, and what it starts is started as it would be.
 */
class SchedulesIT {

  private static final Path SCHEDULES = ProjectFolder.path().resolve("conf/schedules");

  private static final String CONFIG =
      """
      simulate { output = "%1$s/raw", steps = 1200, series = 1, channels = 2 }
      history { input = ["%1$s/raw/*.csv"], table = "%1$s/history" }
      features.calendar = []
      window { length = 4, lead = 1, stride = 2, targets = ["T (degC)"] }
      model.layers = [{ type = gru, units = 2 }]
      training { epochs = 1, batch = 32, shards = 1 }
      registry { path = "%1$s/registry", model = plant }
      retrain { judge = 2 days, validate = 1 day, every = 1 day }
      """;

  @TempDir private Path folder;
  private RunMain main;

  @BeforeEach
  void simulate() throws IOException {
    assumeThat(ScriptRun.isPossible()).as("packaging has been").isTrue();
    main = new RunMain(folder, CONFIG).on("local[2]");
    main.require("simulate");
  }

  /** With what cron gives a command, and no more; Java may lie elsewhere than on its path. */
  @Test
  void cronsNightIsDecidedOnceThereIsAChampion() throws Exception {
    Map<String, String> environment = new HashMap<>();
    List<String> lines = new ArrayList<>();
    for (String line : Files.readAllLines(SCHEDULES.resolve("chronoshard.cron"))) {
      if (line.matches("[A-Z]+=.*")) {
        environment.put(
            line.substring(0, line.indexOf('=')), line.substring(line.indexOf('=') + 1));
      } else if (!line.isBlank() && !line.startsWith("#")) {
        lines.add(line);
      }
    }
    assertThat(lines).hasSize(1);
    assertThat(lines.get(0)).matches("[0-5]?\\d (1?\\d|2[0-3]) \\* \\* \\* [^ ].*");
    String command = lines.get(0).split(" ", 6)[5];
    assertThat(command).as("a percent sign ends it").doesNotContainPattern("[^\\\\]%");
    assertThat(environment)
        .containsEntry("CHRONOSHARD", "/opt/chronoshard/scripts/chronoshard")
        .containsEntry("CONFIG", "/etc/chronoshard/plant.conf");
    environment.putAll(here());
    environment.put("HOME", folder.toString());

    List<String> shell = List.of(environment.get("SHELL"), "-c", command.replace("\\%", "%"));
    Ended without = run(shell, environment);
    assertThat(without.code()).as(without.err()).isEqualTo(2);
    assertThat(without.err()).contains("has no champion that could be retrained; run `train` once");
    main.require("train");
    Ended night = run(shell, environment);
    assertThat(night.code()).as(night.err()).isZero();
    assertThat(night.out()).contains("The champion stays: ", "(retrain.quality.late)");
    Ended again = run(shell, environment);
    assertThat(again.code()).as(again.err()).isZero();
    assertThat(again.out()).contains(" is decided already: The champion stays: ");
  }

  private Map<String, String> here() {
    return Map.of(
        "CHRONOSHARD",
        ProjectFolder.path().resolve("scripts/chronoshard").toString(),
        "CONFIG",
        main.config().toString(),
        "JAVA_HOME",
        System.getProperty("java.home"));
  }

  private Ended run(List<String> command, Map<String, String> environment)
      throws IOException, InterruptedException {
    Path out = folder.resolve("out.txt");
    Path err = folder.resolve("err.txt");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    builder.environment().putAll(ScriptRun.SHORT_LIVED);
    int code = builder.start().waitFor();
    return new Ended(code, Files.readString(out), Files.readString(err));
  }

  @Test
  void systemdTakesItsUnitsAndTheirCommandsRun() throws Exception {
    Optional<Path> analyze = program("systemd-analyze");
    assumeThat(analyze).as("systemd-analyze").isPresent();
    Path units = Files.createDirectory(folder.resolve("units"));
    for (String suffix : List.of("service", "timer")) {
      Files.writeString(
          units.resolve("chronoshard-retrain@." + suffix),
          Files.readString(SCHEDULES.resolve("systemd/chronoshard-retrain@." + suffix))
              .replace("/opt/chronoshard", ProjectFolder.path().toString())
              .replace("User=chronoshard", "User=root"));
    }
    Map<String, String> plain = Map.of("PATH", "/usr/bin:/bin");
    Ended verified =
        run(
            List.of(
                analyze.get().toString(),
                "verify",
                units.resolve("chronoshard-retrain@.service").toString(),
                units.resolve("chronoshard-retrain@.timer").toString()),
            plain);
    assertThat(verified.code()).as(verified.err()).isZero();
    assertThat(verified.err()).doesNotContain("chronoshard-retrain");
    List<String> timer = Files.readAllLines(units.resolve("chronoshard-retrain@.timer"));
    Ended calendar =
        run(List.of(analyze.get().toString(), "calendar", valueOf(timer, "OnCalendar")), plain);
    assertThat(calendar.code()).as(calendar.err()).isZero();

    main.require("ingest");
    main.require("train");
    List<String> service = Files.readAllLines(units.resolve("chronoshard-retrain@.service"));
    List<String> commands =
        service.stream()
            .filter(line -> line.startsWith("ExecStart="))
            .map(line -> line.substring(line.indexOf('=') + 1))
            .toList();
    assertThat(commands).hasSize(2);
    for (String command : commands) {
      String with = command.replace("/etc/chronoshard/%i.conf", main.config().toString());
      Ended ended =
          run(
              List.of(with.split(" ")),
              Map.of("PATH", "/usr/bin:/bin", "JAVA_HOME", System.getProperty("java.home")));
      assertThat(ended.code()).as(ended.err()).isZero();
    }
    assertThat(valueOf(service, "SuccessExitStatus")).as("another run").isEqualTo("5");
  }

  private static String valueOf(List<String> unit, String key) {
    return unit.stream()
        .filter(line -> line.startsWith(key + "="))
        .map(line -> line.substring(key.length() + 1))
        .findFirst()
        .orElseThrow();
  }

  private static Optional<Path> program(String name) {
    return Stream.of(System.getenv("PATH").split(":"))
        .map(place -> Path.of(place, name))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** By Python itself, with what it takes of Airflow made up: that is not to be had here. */
  @Test
  void airflowsTasksStartTheJobs() throws Exception {
    Optional<Path> python = program("python3");
    assumeThat(python).as("python3").isPresent();
    Path operators =
        Files.createDirectories(folder.resolve("stubs/airflow/providers/apache/spark/operators"));
    Path stubs = folder.resolve("stubs");
    Files.writeString(
        stubs.resolve("airflow/__init__.py"),
        """
        import json
        class DAG:
            def __init__(self, **given):
                print(json.dumps({"dag": given}, default=str))
            def __enter__(self):
                return self
            def __exit__(self, *of):
                pass
        """);
    Files.writeString(
        operators.resolve("spark_submit.py"),
        """
        import json
        class SparkSubmitOperator:
            def __init__(self, task_id, application, conf, java_class, env_vars, application_args):
                print(json.dumps(locals(), default=str))
            def __rshift__(self, other):
                return other
        """);
    Path dag =
        Files.writeString(
            folder.resolve("dag.py"),
            Files.readString(SCHEDULES.resolve("airflow/chronoshard_retrain.py"))
                .replace("/opt/chronoshard", ProjectFolder.path().toString())
                .replace("/etc/chronoshard/plant.conf", main.config().toString()));
    Ended read =
        run(
            List.of(python.get().toString(), dag.toString()),
            Map.of("PATH", System.getenv("PATH"), "PYTHONPATH", stubs.toString()));
    assertThat(read.code()).as(read.err()).isZero();
    List<JsonNode> made = new ArrayList<>();
    for (String line : read.out().split("\n")) {
      made.add(new JsonMapper().readTree(line));
    }
    assertThat(made).hasSize(3);
    assertThat(made.get(0).at("/dag/catchup").asBoolean(true)).isFalse();
    assertThat(made.get(0).at("/dag/max_active_runs").asInt()).isEqualTo(1);
    main.require("ingest");
    main.require("train");
    for (JsonNode task : made.subList(1, 3)) {
      assertThat(Path.of(task.get("application").asText())).exists();
      assertThat(task.get("java_class").asText()).isEqualTo(Main.class.getName());
      assertThat(task.at("/conf/spark.serializer").asText()).endsWith("KryoSerializer");
      List<String> arguments = new ArrayList<>();
      task.get("application_args").forEach(word -> arguments.add(word.asText()));
      arguments.replaceAll(word -> word.startsWith("{{") ? "2022-01-09" : word);
      assertThat(main.runWith(arguments)).as(main.err()).isZero();
    }
    assertThat(main.out()).startsWith("2022-01-09T00:00:00Z: ");
  }

  /** By the types that Kubernetes' own description of its interface was made into. */
  @Test
  void kubernetesKnowsAllThatItsCronJobSays() throws Exception {
    YAMLMapper yaml = new YAMLMapper();
    Path file = SCHEDULES.resolve("kubernetes/cronjob.yaml");
    CronJob job = yaml.readValue(file.toFile(), CronJob.class);
    assertThat(unknown(job)).isEmpty();
    assertThat(unknown(yaml.readValue("spec: { scheduel: any }", CronJob.class)))
        .containsExactly("scheduel");
    assertThat(job.getSpec().getSchedule()).isEqualTo("15 2 * * *");
    assertThat(job.getSpec().getConcurrencyPolicy()).isEqualTo("Forbid");
    JobSpec spec = job.getSpec().getJobTemplate().getSpec();
    PodSpec pod = spec.getTemplate().getSpec();
    assertThat(pod.getRestartPolicy()).isEqualTo("Never");
    assertThat(spec.getPodFailurePolicy().getRules().get(0).getOnExitCodes().getContainerName())
        .isEqualTo(pod.getContainers().get(0).getName());
    List<Container> both = new ArrayList<>(pod.getInitContainers());
    both.addAll(pod.getContainers());
    assertThat(both)
        .extracting(container -> container.getCommand().get(1))
        .containsExactly("ingest", "retrain");
    for (Container container : both) {
      assertThat(container.getCommand().get(0)).isEqualTo("/opt/chronoshard/scripts/chronoshard");
      assertThat(container.getVolumeMounts().get(0).getName())
          .isEqualTo(pod.getVolumes().get(0).getName());
    }
  }

  /** Keys that a type does not know, it keeps beside those that it does. */
  private static List<String> unknown(Object value) throws ReflectiveOperationException {
    List<String> found = new ArrayList<>();
    if (value instanceof List<?> list) {
      for (Object one : list) {
        found.addAll(unknown(one));
      }
    } else if (value.getClass().getName().startsWith("io.fabric8.")) {
      for (var method : value.getClass().getMethods()) {
        if (method.getName().startsWith("get") && method.getParameterCount() == 0) {
          Object inner = method.invoke(value);
          if (method.getName().equals("getAdditionalProperties")) {
            ((Map<?, ?>) inner).keySet().forEach(key -> found.add(key.toString()));
          } else if (inner != null && !(inner instanceof Class)) {
            found.addAll(unknown(inner));
          }
        }
      }
    }
    return found;
  }
}
