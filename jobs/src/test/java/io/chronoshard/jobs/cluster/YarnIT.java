package io.chronoshard.jobs.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.chronoshard.jobs.ProjectFolder;
import io.chronoshard.jobs.ScriptRun;
import io.chronoshard.jobs.ScriptRun.Ended;
import io.chronoshard.jobs.ScriptRun.Running;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What YARN gives, takes away, refuses or never gives: the same model, or an end with a reason. */
class YarnIT {

  /** Spark brings 300 MB to YARN with each application else. */
  private static final String JARS_ARE_THERE =
      "spark.yarn.jars=local:" + ProjectFolder.path().resolve("jobs/target/spark/jars") + "/*";

  @TempDir private static Path folder;

  private static Topologies runs;
  private static Hadoop hadoop;

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    assumeThat(ScriptRun.isPossible()).as("packaging has been").isTrue();
    runs = Topologies.of(folder);
    hadoop = Hadoop.start(folder);
  }

  @AfterAll
  static void stop() {
    if (hadoop != null) {
      hadoop.close();
    }
  }

  private static String registry(String name) {
    return "registry.path = \"hdfs:///models-" + name + "\"";
  }

  private static Running start(List<String> where, String job, String registry, String... sets)
      throws IOException {
    List<String> options = new ArrayList<>(List.of("--conf", JARS_ARE_THERE));
    options.addAll(where);
    return runs.start(
        hadoop.environment(),
        options,
        job,
        Stream.concat(Stream.of(registry), Stream.of(sets))
            .flatMap(set -> Stream.of("--set", set))
            .toArray(String[]::new));
  }

  private static Ended run(List<String> where, String registry, String... sets)
      throws IOException, InterruptedException {
    try (Running running = start(where, "train", registry, sets)) {
      return running.ended();
    }
  }

  @ParameterizedTest
  @CsvSource({"client, 1", "cluster, 2"})
  void theModelIsTheSameWithItsRegistryOnHdfs(String mode, String executors) throws Exception {
    assertThat(
            runs.trained(
                hadoop.environment(),
                registry(mode),
                "--master",
                "yarn",
                "--deploy-mode",
                mode,
                "--num-executors",
                executors,
                "--conf",
                JARS_ARE_THERE))
        .isEqualTo(runs.hash());
  }

  /**
   * Four shards wait for the one executor that is there at first, so that others come; and of three
   * two have nothing to do while the fourth shard is trained, and go.
   */
  @Test
  void theModelIsTheSameWhereExecutorsComeAndGo() throws Exception {
    Path log = Files.createDirectory(folder.resolve("needed"));
    List<String> where = new ArrayList<>(List.of("--master", "yarn"));
    for (String setting :
        List.of(
            "spark.eventLog.enabled=true",
            "spark.eventLog.dir=" + log.toUri(),
            "spark.dynamicAllocation.enabled=true",
            "spark.dynamicAllocation.shuffleTracking.enabled=true",
            "spark.dynamicAllocation.shuffleTracking.timeout=1s",
            "spark.dynamicAllocation.initialExecutors=1",
            "spark.dynamicAllocation.maxExecutors=3",
            "spark.dynamicAllocation.schedulerBacklogTimeout=1s",
            "spark.dynamicAllocation.executorIdleTimeout=1s",
            "spark.dynamicAllocation.cachedExecutorIdleTimeout=1s")) {
      where.addAll(List.of("--conf", setting));
    }
    String[] slow = {
      "training { epochs = 3, shards = 4, period = 100, early-stopping.patience = 0 }",
      "window.length = 24",
      "model.layers = [{ type = lstm, units = 32 }]"
    };
    String registry = registry("needed");
    Ended ended = run(where, registry, slow);
    assertThat(ended.code()).as(ended.err()).isZero();
    assertThat(runs.hash(hadoop.environment(), ended.out(), registry))
        .isEqualTo(runs.trainedHere("needed-here", slow));
    assertThat(SparkTask.comeAndGone(log))
        .startsWith("Added")
        .contains("Removed")
        .filteredOn("Added"::equals)
        .hasSizeGreaterThan(1);
  }

  @Test
  void aDriverThatYarnStartsAgainGoesOnFromTheNewestCheckpoint() throws Exception {
    String[] longer = {
      "training { epochs = 30, early-stopping.patience = 0 }",
      "run.checkpoint { rounds = 1, interval = 0 seconds }",
      "registry.lock.lease = 1 second"
    };
    String undisturbed = runs.trainedHere("undisturbed", longer);
    String registry = registry("again");
    List<String> where =
        List.of("--master", "yarn", "--deploy-mode", "cluster", "--num-executors", "1");
    try (Running training = start(where, "train", registry, longer)) {
      training.awaitTold("epoch 3/30: ");
      List<ProcessHandle> drivers = hadoop.drivers();
      assertThat(drivers).hasSize(1);
      drivers.get(0).destroyForcibly();
      Ended ended = training.ended();
      assertThat(ended.code()).as(ended.err()).isZero();
      assertThat(ended.err()).contains("this is attempt 2", "going on from checkpoint ");
      assertThat(runs.hash(hadoop.environment(), ended.out(), registry)).isEqualTo(undisturbed);
    }
  }

  /**
   * Told by the driver there, and by the code here; a driver that ended so is not started again.
   */
  @Test
  void aJobThatIsRefusedOnTheClusterEndsHereWithItsCodeAndMessage() throws Exception {
    runs.requireRefusalThere(hadoop.environment(), "yarn");
  }

  /** Spark waits with it for ever, here or in its submitter. */
  @ParameterizedTest
  @ValueSource(strings = {"client", "cluster"})
  void aJobThatYarnTakesAndDoesNotStartEnds(String mode) throws Exception {
    Ended ended =
        run(
            List.of("--master", "yarn", "--deploy-mode", mode, "--queue", "full"),
            registry("never"),
            "run.executor-wait = 2 seconds");
    assertThat(ended.code()).as(ended.err()).isEqualTo(6);
    assertThat(ended.err())
        .containsPattern("waiting for YARN to start application_\\d+_\\d+ in queue full, for ")
        .containsPattern("YARN has taken the job as application_\\d+_\\d+ into queue full and has")
        .contains("not started it within 2.0 s (run.executor-wait), so it was ended. It asks for ")
        .contains(mode.equals("client") ? "896 MB and 1 core" : "1084 MB and 1 core")
        .contains("then 2 executors of 1084 MB and 1 core")
        .contains("the cluster has 2 nodes with 12288 MB and 8 cores, of which ")
        .contains("Wait until the queue has room, name another one by --queue, ask for less")
        .doesNotContain("\tat ");
    assertThat(hadoop.applications()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"client, closed", "cluster, nowhere"})
  void aJobThatYarnDoesNotTakeEnds(String mode, String queue) throws Exception {
    Ended ended =
        run(
            List.of("--master", "yarn", "--deploy-mode", mode, "--queue", queue),
            registry("refused"));
    assertThat(ended.code()).as(ended.err()).isEqualTo(6);
    assertThat(ended.err())
        .contains("YARN does not take the job in queue " + queue + ": ")
        .contains(queue.equals("closed") ? "STOPPED" : "unknown queue: nowhere")
        .contains("name a queue that takes it by --queue")
        .doesNotContain("\tat ");
  }

  @Test
  void gpusThatYarnDoesNotKnowOfAreToldBeforeTheJobIsSubmitted() throws Exception {
    Ended ended =
        run(
            List.of(
                "--master",
                "yarn",
                "--conf",
                "spark.executor.resource.gpu.amount=1",
                "--conf",
                "spark.task.resource.gpu.amount=1"),
            registry("gpus"));
    assertThat(ended.code()).as(ended.err()).isEqualTo(6);
    assertThat(ended.err())
        .contains(
            "spark.executor.resource.gpu.amount = 1, spark.task.resource.gpu.amount = 1, and YARN"
                + " knows no resource yarn.io/gpu, only memory-mb, vcores")
        .doesNotContain("\tat ");
  }
}
