package io.chronoshard.jobs.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.chronoshard.jobs.ProjectFolder;
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
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The law: the same shards, seed, data and configuration give the same model on whatever cluster,
 * wherever its driver runs. Jobs are started by the script, as users start them.
 */
class TopologiesIT {

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

  /** Spark brings 300 MB to YARN with each application else; one test lets it. */
  private static final String JARS_ARE_THERE =
      "spark.yarn.jars=local:" + ProjectFolder.path().resolve("jobs/target/spark/jars") + "/*";

  private static final List<String> SMALL =
      List.of("--executor-memory", "700m", "--driver-memory", "700m");

  @TempDir private static Path folder;

  private static Path config = Path.of("");
  private static String hash = "";
  private static Standalone standalone;
  private static Hadoop hadoop;

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    assumeThat(ScriptRun.isPossible()).as("packaging has been").isTrue();
    RunMain main = new RunMain(folder, CONFIG).on("local[2]");
    main.require("simulate");
    main.require("ingest");
    main.require("train");
    config = main.config();
    hash = hash(main.out(), show(new ScriptRun(folder, Map.of()), registry("registry")));
    standalone = Standalone.start(folder, 2);
    hadoop = Hadoop.start(folder);
  }

  @AfterAll
  static void stop() {
    if (standalone != null) {
      standalone.close();
    }
    if (hadoop != null) {
      hadoop.close();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"local[1]", "local-cluster[1,2,1024]"})
  void theModelIsTheSameOnExecutorsOfThisMachine(String master) throws Exception {
    assertThat(trained(Map.of(), registry(master), "--master", master)).isEqualTo(hash);
  }

  /** The history crosses the network once, and a shard is trained on where it lies. */
  @Test
  void onFourExecutorsBlocksTravelOnceAndShardsStayWhereTheyAre() throws Exception {
    Path log = Files.createDirectory(folder.resolve("log"));
    assertThat(
            trained(
                Map.of(),
                registry("four"),
                "--master",
                "local-cluster[4,1,1024]",
                "--conf",
                "spark.cores.max=4",
                "--conf",
                "spark.scheduler.minRegisteredResourcesRatio=1.0",
                "--conf",
                "spark.eventLog.enabled=true",
                "--conf",
                "spark.eventLog.dir=" + log.toUri()))
        .isEqualTo(hash);
    List<SparkTask> tasks = SparkTask.all(log);
    assertThat(
            tasks.stream()
                .filter(task -> task.shuffleWritten() > 0)
                .map(SparkTask::stage)
                .distinct())
        .as("stages that cut the table into pieces of blocks")
        .hasSize(1);
    assertThat(sum(tasks, SparkTask::shuffleRead))
        .isPositive()
        .isEqualTo(sum(tasks, SparkTask::shuffleWritten));
    List<SparkTask> rounds =
        tasks.stream().filter(task -> task.job().startsWith("epoch ")).toList();
    assertThat(rounds).extracting(SparkTask::locality).containsOnly("PROCESS_LOCAL");
    assertThat(rounds.stream().map(task -> task.partition() + " on " + task.executor()).distinct())
        .as("shards on executors")
        .hasSize(3);
    assertThat(rounds.stream().map(SparkTask::executor).distinct()).hasSize(3);
  }

  private static long sum(List<SparkTask> tasks, ToLongFunction<SparkTask> of) {
    return tasks.stream().mapToLong(of).sum();
  }

  @ParameterizedTest
  @CsvSource({"client, 1", "client, 4", "cluster, 2"})
  void theModelIsTheSameOnAStandaloneCluster(String mode, String cores) throws Exception {
    assertThat(
            trained(
                Map.of("SPARK_LOCAL_IP", "127.0.0.1"),
                registry("standalone-" + mode + cores),
                "--master",
                standalone.url(),
                "--deploy-mode",
                mode,
                "--executor-cores",
                "1",
                "--total-executor-cores",
                cores))
        .isEqualTo(hash);
  }

  @ParameterizedTest
  @CsvSource({"client, 1", "cluster, 2"})
  void theModelIsTheSameOnYarnWithItsRegistryOnHdfs(String mode, String executors)
      throws Exception {
    assertThat(
            trained(
                hadoop.environment(),
                "registry.path = \"hdfs:///models-" + mode + executors + "\"",
                "--master",
                "yarn",
                "--deploy-mode",
                mode,
                "--num-executors",
                executors,
                "--conf",
                JARS_ARE_THERE))
        .isEqualTo(hash);
  }

  /**
   * One of the two that are there at first has nothing to do while there is one shard, and goes;
   * and one comes where there are two series to train.
   */
  @Test
  void theModelIsTheSameWhereYarnGivesExecutorsAsTheyAreNeeded() throws Exception {
    String[] uneven = {
      "training { epochs = 30, shards = 1, early-stopping.patience = 0 }",
      "window.length = 24",
      "model { layers = [{ type = lstm, units = 32 }], per-series = true }"
    };
    Path log = Files.createDirectory(folder.resolve("needed"));
    List<String> where = new ArrayList<>(List.of("--master", "yarn"));
    for (String setting :
        List.of(
            JARS_ARE_THERE,
            "spark.eventLog.enabled=true",
            "spark.eventLog.dir=" + log.toUri(),
            "spark.dynamicAllocation.enabled=true",
            "spark.dynamicAllocation.shuffleTracking.enabled=true",
            "spark.dynamicAllocation.shuffleTracking.timeout=1s",
            "spark.dynamicAllocation.initialExecutors=2",
            "spark.dynamicAllocation.schedulerBacklogTimeout=1s",
            "spark.dynamicAllocation.executorIdleTimeout=1s",
            "spark.dynamicAllocation.cachedExecutorIdleTimeout=1s")) {
      where.addAll(List.of("--conf", setting));
    }
    List<String> sets = new ArrayList<>();
    for (String setting : uneven) {
      sets.addAll(List.of("--set", setting));
    }
    String registry = "registry.path = \"hdfs:///models-needed\"";
    sets.addAll(List.of("--set", registry));
    Ended ended = run(hadoop.environment(), where, "train", sets.toArray(String[]::new));
    assertThat(ended.code()).as(ended.err()).isZero();
    assertThat(hash(ended.out(), show(new ScriptRun(folder, hadoop.environment()), registry)))
        .isEqualTo(trainedHere("needed-here", uneven));
    List<String> executors = new ArrayList<>();
    for (JsonNode event : SparkTask.events(log)) {
      String kind = event.path("Event").asText();
      if (kind.equals("SparkListenerExecutorAdded")
          || kind.equals("SparkListenerExecutorRemoved")) {
        executors.add(kind.replace("SparkListenerExecutor", ""));
      }
    }
    assertThat(executors).startsWith("Added", "Added").containsSubsequence("Removed", "Added");
  }

  /** As where its queue has no room: Spark waits with it, here or in its submitter. */
  @ParameterizedTest
  @ValueSource(strings = {"client", "cluster"})
  void aJobThatYarnTakesAndDoesNotStartEndsWithWhatToDo(String mode) throws Exception {
    Ended ended =
        run(
            hadoop.environment(),
            List.of(
                "--master",
                "yarn",
                "--deploy-mode",
                mode,
                "--queue",
                "full",
                "--conf",
                JARS_ARE_THERE),
            "train",
            "--set",
            "registry.path = \"hdfs:///models-never\"",
            "--set",
            "run.executor-wait = 2 seconds");
    assertThat(ended.code()).as(ended.err()).isEqualTo(6);
    assertThat(ended.err())
        .containsPattern("waiting for YARN to start application_\\d+_\\d+ in queue full, for ")
        .containsPattern("YARN has taken the job as application_\\d+_\\d+ and has not started it")
        .contains("within 2.0 s (run.executor-wait), so it was ended; see that queue full has room")
        .doesNotContain("\tat ");
  }

  @Test
  void aDriverThatYarnStartsAgainGoesOnFromTheNewestCheckpoint() throws Exception {
    String[] longer = {
      "training { epochs = 30, early-stopping.patience = 0 }",
      "run.checkpoint { rounds = 1, interval = 0 seconds }",
      "registry.lock.lease = 1 second"
    };
    String undisturbed = trainedHere("undisturbed", longer);
    List<String> arguments = new ArrayList<>(SMALL);
    arguments.addAll(List.of("--master", "yarn", "--deploy-mode", "cluster"));
    arguments.addAll(List.of("--conf", JARS_ARE_THERE));
    arguments.addAll(List.of("--num-executors", "1", "train", "--config", config.toString()));
    String registry = "registry.path = \"hdfs:///models-again\"";
    for (String setting : longer) {
      arguments.addAll(List.of("--set", setting));
    }
    arguments.addAll(List.of("--set", registry));
    ScriptRun script = new ScriptRun(folder, hadoop.environment());
    try (Running training = script.start(arguments.toArray(String[]::new))) {
      training.awaitTold("epoch 3/30: ");
      List<ProcessHandle> drivers = hadoop.drivers();
      assertThat(drivers).hasSize(1);
      drivers.get(0).destroyForcibly();
      Ended ended = training.ended();
      assertThat(ended.code()).as(ended.err()).isZero();
      assertThat(ended.err()).contains("this is attempt 2", "going on from checkpoint ");
      assertThat(hash(ended.out(), show(script, registry))).isEqualTo(undisturbed);
    }
  }

  private static String trainedHere(String registry, String... settings) throws Exception {
    List<String> sets = new ArrayList<>(List.of(settings));
    sets.add(registry(registry));
    RunMain main = new RunMain(folder, CONFIG).on("local[2]");
    main.require("train", sets.toArray(String[]::new));
    return hash(main.out(), show(new ScriptRun(folder, Map.of()), registry(registry)));
  }

  /**
   * Told by the driver there, and by the code here; a driver that ended so is not started again.
   */
  @Test
  void aJobThatIsRefusedOnTheClusterEndsHereWithItsCodeAndMessage() throws Exception {
    String[] missing = {"--set", "history.table = \"" + folder.resolve("none") + "\""};
    for (List<String> where :
        List.of(
            List.of("--master", standalone.url(), "--deploy-mode", "cluster"),
            List.of("--master", "yarn", "--deploy-mode", "cluster"))) {
      Ended ended =
          run(where.contains("yarn") ? hadoop.environment() : Map.of(), where, "train", missing);
      assertThat(ended.code()).as(ended.err()).isEqualTo(3);
      assertThat(ended.err())
          .contains("chronoshard train: history.table = ", "holds no history")
          .doesNotContain("attempt 2", "\tat ");
      assertThat(ended.out()).isEmpty();
    }
  }

  @Test
  void executorsThatCannotRunTheEngineAreToldBeforeTheFirstRound() throws Exception {
    Ended ended =
        run(
            Map.of("SPARK_LOCAL_IP", "127.0.0.1"),
            List.of(
                "--master",
                standalone.url(),
                "--conf",
                // Looks as if it had the option, so that it is not added.
                "spark.executor.extraJavaOptions=-Dnot=jdk.incubator.vector"),
            "train",
            "--set",
            "training.engine = vector",
            "--set",
            registry("none"));
    assertThat(ended.code()).as(ended.err()).isEqualTo(6);
    assertThat(ended.err())
        .contains("training.engine = vector needs Java's module jdk.incubator.vector")
        .contains(
            "Java of executors on ", "add \"--add-modules jdk.incubator.vector\" to spark.executor")
        .doesNotContain("epoch 1", "\tat ");
  }

  @Test
  void whatTheDriverCouldNotSeeIsToldBeforeAnythingIsSubmitted() throws Exception {
    List<String> where = List.of("--master", standalone.url(), "--deploy-mode", "cluster");
    Ended relative =
        run(Map.of(), where, "train", "--set", "registry.path = models", "--set", "run.id = any");
    assertThat(relative.code()).as(relative.err()).isEqualTo(2);
    assertThat(relative.err())
        .contains("--deploy-mode cluster: registry.path = \"models\" would be sought");
    Ended wrong = run(Map.of(), where, "train", "--set", "window.length = 0");
    assertThat(wrong.code()).as(wrong.err()).isEqualTo(2);
    assertThat(wrong.err()).contains("window.length = 0 must be");
    Ended nowhere = run(Map.of(), List.of("--deploy-mode", "cluster"), "train");
    assertThat(nowhere.code()).as(nowhere.err()).isEqualTo(2);
    assertThat(nowhere.err()).contains("--deploy-mode cluster needs a cluster");
  }

  private static String registry(String name) {
    return "registry.path = \"" + folder.resolve(name.replaceAll("\\W", "-")) + "\"";
  }

  /** The hash of a model that the script trains, as the registry tells it. */
  private static String trained(Map<String, String> environment, String registry, String... where)
      throws Exception {
    Ended ended = run(environment, List.of(where), "train", "--set", registry);
    assertThat(ended.code()).as(ended.err()).isZero();
    assertThat(ended.err()).contains("epoch 2/2: loss ");
    return hash(ended.out(), show(new ScriptRun(folder, environment), registry));
  }

  private static Ended run(
      Map<String, String> environment, List<String> where, String job, String... more)
      throws Exception {
    List<String> arguments = new ArrayList<>(SMALL);
    arguments.addAll(where);
    arguments.addAll(List.of(job, "--config", config.toString()));
    arguments.addAll(List.of(more));
    return new ScriptRun(folder, environment).run(arguments.toArray(String[]::new));
  }

  private static Ended show(ScriptRun script, String registry)
      throws IOException, InterruptedException {
    return script.run(
        "models", "show", "1", "--config", config.toString(), "--json", "--set", registry);
  }

  private static String hash(String trained, Ended shown) throws IOException {
    assertThat(trained).startsWith("v000001 of ");
    assertThat(shown.code()).as(shown.err()).isZero();
    return new JsonMapper().readTree(shown.out()).findValue("modelHash").asText();
  }
}
