package io.chronoshard.jobs.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.chronoshard.jobs.ScriptRun;
import io.chronoshard.jobs.ScriptRun.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
 * wherever its driver runs; of YARN {@link YarnIT} tells.
 */
class TopologiesIT {

  @TempDir private static Path folder;

  private static Topologies runs;
  private static Standalone standalone;

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    assumeThat(ScriptRun.isPossible()).as("packaging has been").isTrue();
    runs = Topologies.of(folder);
    standalone = Standalone.start(folder, 2);
  }

  @AfterAll
  static void stop() {
    if (standalone != null) {
      standalone.close();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"local[1]", "local-cluster[1,2,1024]"})
  void theModelIsTheSameOnExecutorsOfThisMachine(String master) throws Exception {
    assertThat(runs.trained(Map.of(), runs.registry(master), "--master", master))
        .isEqualTo(runs.hash());
  }

  /** The history crosses the network once, and a shard is trained on where it lies. */
  @Test
  void onFourExecutorsBlocksTravelOnceAndShardsStayWhereTheyAre() throws Exception {
    Path log = Files.createDirectory(folder.resolve("log"));
    assertThat(
            runs.trained(
                Map.of(),
                runs.registry("four"),
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
        .isEqualTo(runs.hash());
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
            runs.trained(
                Map.of("SPARK_LOCAL_IP", "127.0.0.1"),
                runs.registry("standalone-" + mode + cores),
                "--master",
                standalone.url(),
                "--deploy-mode",
                mode,
                "--executor-cores",
                "1",
                "--total-executor-cores",
                cores))
        .isEqualTo(runs.hash());
  }

  /**
   * Told by the driver there, and by the code here; a driver that ended so is not started again.
   */
  @Test
  void aJobThatIsRefusedOnTheClusterEndsHereWithItsCodeAndMessage() throws Exception {
    runs.requireRefusalThere(Map.of(), standalone.url());
  }

  @Test
  void executorsThatCannotRunTheEngineAreToldBeforeTheFirstRound() throws Exception {
    Ended ended =
        runs.run(
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
            runs.registry("none"));
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
        runs.run(
            Map.of(), where, "train", "--set", "registry.path = models", "--set", "run.id = any");
    assertThat(relative.code()).as(relative.err()).isEqualTo(2);
    assertThat(relative.err())
        .contains("--deploy-mode cluster: registry.path = \"models\" would be sought");
    Ended wrong = runs.run(Map.of(), where, "train", "--set", "window.length = 0");
    assertThat(wrong.code()).as(wrong.err()).isEqualTo(2);
    assertThat(wrong.err()).contains("window.length = 0 must be");
    Ended nowhere = runs.run(Map.of(), List.of("--deploy-mode", "cluster"), "train");
    assertThat(nowhere.code()).as(nowhere.err()).isEqualTo(2);
    assertThat(nowhere.err()).contains("--deploy-mode cluster needs a cluster");
  }
}
