package io.chronoshard.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.chronoshard.config.TimeAxis;
import io.chronoshard.jobs.ScriptRun.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script that users start jobs with; needs the jar, so it runs after the packaging. */
class ScriptsIT {

  private static final Path PROJECT = ProjectFolder.path();

  @TempDir private Path folder;

  private Path elsewhere = Path.of("");

  @BeforeEach
  void theJarIsBuilt() throws IOException {
    assumeThat(ScriptRun.isPossible()).as("packaging has been").isTrue();
    elsewhere = Files.createDirectories(folder.resolve("else where"));
  }

  @Test
  void theVersionIsTheJars() throws Exception {
    Ended ended = run("--version");
    assertThat(ended.code()).as(ended.err()).isZero();
    assertThat(ended.out()).matches("chronoshard \\d+\\.\\d+\\S*\\s*");
  }

  @Test
  void theHelpNamesTheJobsAndTheOptionsOfSpark() throws Exception {
    Ended ended = run("--help");
    assertThat(ended.code()).as(ended.err()).isZero();
    assertThat(ended.out())
        .contains("SPARK OPTION", "--config FILE")
        .contains(
            "simulate",
            "ingest",
            "describe",
            "plan",
            "train",
            "evaluate",
            "score",
            "report",
            "models");
  }

  @Test
  void anUnknownJobIsAWrongCommandLine() throws Exception {
    Ended ended = run("trian", "--config", "any.conf");
    assertThat(ended.code()).as(ended.err()).isEqualTo(2);
    assertThat(ended.err()).contains("'trian'", "Did you mean", "train", "--help");
    assertThat(ended.out()).isEmpty();
  }

  @Test
  void modelsAreListedFromAnotherFolderWithASpaceInTheConfigurationsName() throws Exception {
    new PublishedVersion("r1", 1, TimeAxis.clock(600_000), 0.25, Instant.EPOCH)
        .publish(elsewhere.resolve("my registry"), "plant");
    Files.writeString(
        elsewhere.resolve("my plant.conf"), "registry { path = \"my registry\", model = plant }\n");
    Ended ended = run("models", "list", "--config", "my plant.conf");
    assertThat(ended.code()).as(ended.err()).isZero();
    assertThat(ended.out()).contains("v000001", "0.25");
  }

  /**
   * Told to share classes, Java refuses to start where an archive of them does not fit. None is
   * made by a Java that has none of its own, nor beside settings of file systems.
   */
  @Test
  void modelsStartFromTheArchiveOfClassesThatWasMadeWithTheJar() throws Exception {
    Map<String, String> sharing = Map.of("JDK_JAVA_OPTIONS", "-Xshare:on");
    Files.createDirectories(elsewhere.resolve("registry"));
    Files.writeString(
        elsewhere.resolve("plant.conf"), "registry { path = registry, model = plant }\n");
    assumeThat(Path.of(System.getProperty("java.home"), "lib/server/classes.jsa")).exists();
    assumeThat(PROJECT.resolve("conf")).isDirectoryNotContaining("glob:**.xml");
    assertThat(PROJECT.resolve("jobs/target/plain.jsa")).exists();
    Ended shared = run(sharing, "models", "list", "--config", "plant.conf");
    assertThat(shared.code()).as(shared.err()).isZero();
    assertThat(shared.out()).contains("the model \"plant\" has no version yet");
  }

  /** A folder of settings on the class path is none that the archive was made with. */
  @Test
  void settingsOfFileSystemsAreReadFromTheirFolder() throws Exception {
    Path settings = Files.createDirectories(elsewhere.resolve("hadoop"));
    Files.writeString(
        settings.resolve("core-site.xml"),
        "<configuration><property><name>fs.defaultFS</name><value>plant://store</value></property>"
            + "</configuration>");
    Files.writeString(
        elsewhere.resolve("plant.conf"), "registry { path = \"/models\", model = plant }\n");
    List<String> list = List.of("models", "list", "--config", "plant.conf");

    Ended ended = run(Map.of("HADOOP_CONF_DIR", settings.toString()), list.toArray(String[]::new));

    assertThat(ended.code()).as(ended.err()).isEqualTo(2);
    assertThat(ended.err()).contains("this program knows no such file system", "\"plant\"");
  }

  @Test
  void aJobOnSparkEndsWithItsCodeAndMessage() throws Exception {
    Files.writeString(
        elsewhere.resolve("my plant.conf"),
        "history { input = [\"no such file.csv\"], table = \"my history\" }\n");
    Ended ended = run("--master", "local[1]", "ingest", "--config", "my plant.conf");
    assertThat(ended.code()).as(ended.err()).isEqualTo(3);
    assertThat(ended.err())
        .contains("history.input names \"no such file.csv\", and there is no such file")
        .doesNotContain("\tat ");
    assertThat(elsewhere.resolve("my history")).doesNotExist();
  }

  /** Permissions do not bind root, who runs the job as nobody. */
  @Test
  void aFileThatMayNotBeReadIsRefused() throws Exception {
    Path raw = Files.createDirectories(elsewhere.resolve("raw"));
    Path config =
        Files.writeString(
            elsewhere.resolve("denied.conf"),
            "history { input = [\"raw\"], table = \"table\" }\ngrid.step = 10 minutes\n");
    Files.writeString(raw.resolve("a.csv"), "time,x\n2020-01-01 00:10:00,1\n");
    Path denied = Files.writeString(raw.resolve("b.csv"), "time,x\n2020-01-01 00:20:00,1\n");
    for (Path open : List.of(folder, elsewhere, raw)) {
      Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));
    }
    Files.setPosixFilePermissions(denied, PosixFilePermissions.fromString("---------"));
    List<String> user =
        Files.isReadable(denied)
            ? List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups")
            : List.of();

    Ended ended =
        run(user, Map.of(), "--master", "local[1]", "ingest", "--config", config.toString());

    assertThat(ended.code()).as(ended.err()).isEqualTo(4);
    assertThat(ended.err()).contains("b.csv", "Permission denied").doesNotContain("\tat ");
    assertThat(ended.out()).isEmpty();
    assertThat(elsewhere.resolve("table")).doesNotExist();
  }

  /** Spark's classes for it are not among the jars that Maven brings. */
  @Test
  void kubernetesNeedsASparkThatHasIt() throws Exception {
    Path spark = folder.resolve("spark");
    Files.createDirectories(spark.resolve("jars"));
    Path submit = Files.createDirectories(spark.resolve("bin")).resolve("spark-submit");
    Files.writeString(submit, "#!/bin/sh\necho given \"$@\"\n");
    Files.setPosixFilePermissions(submit, PosixFilePermissions.fromString("rwx------"));
    String[] job = {"--master", "k8s://https://head:6443", "train", "--config", "any.conf"};
    assertThat(run(job).err())
        .contains("--master k8s://https://head:6443 needs a Spark with Kubernetes")
        .contains("which the embedded Spark is not", "jars/spark-kubernetes_2.12-*.jar");
    Map<String, String> installed = Map.of("SPARK_HOME", spark.toString());
    Ended without = run(installed, job);
    assertThat(without.code()).as(without.err()).isEqualTo(2);
    assertThat(without.err()).contains("which " + spark + " is not");
    Files.createFile(spark.resolve("jars/spark-kubernetes_2.12-3.5.5.jar"));
    assertThat(run(installed, job).out()).contains("given --class io.chronoshard.jobs.Main");
  }

  @Test
  void aSparkThatIsNotThereIsToldBeforeAnyJob() throws Exception {
    for (String job : List.of("models", "train")) {
      Ended ended = run(Map.of("SPARK_HOME", "/no/such/spark"), job, "--config", "any.conf");
      assertThat(ended.code()).as(ended.err()).isEqualTo(2);
      assertThat(ended.err()).contains("SPARK_HOME is /no/such/spark", "unset it");
    }
  }

  @Test
  void aLoginThatSparkWouldMakeIsNotPassedOverWhereThereIsNone() throws Exception {
    for (String[] login : new String[][] {{"--principal", "plant@A.ORG"}, {"--keytab=a.keytab"}}) {
      List<String> arguments = new ArrayList<>(List.of(login));
      arguments.addAll(List.of("models", "list", "--config", "any.conf"));
      Ended ended = run(arguments.toArray(String[]::new));
      assertThat(ended.code()).as(ended.err()).isEqualTo(2);
      assertThat(ended.err())
          .contains("models runs without Spark", "set security.principal and security.keytab");
    }
  }

  @Test
  void settingsOfSparkThatDecideWhoActsOrWhereAreNotPassedOverWhereThereIsNone() throws Exception {
    String[][] refused = {
      {"log in as that user", "--proxy-user", "anna"},
      {"log in as that user", "--proxy-user=anna"},
      {"set security.principal", "--conf", "spark.kerberos.keytab=a.keytab"},
      {"set security.principal", "-c", "spark.yarn.principal=plant@A.ORG"},
      {"write dfs.replication into core-site.xml", "--conf", "spark.hadoop.dfs.replication=1"},
      {"write dfs.replication into core-site.xml", "--conf=spark.hadoop.dfs.replication=1"}
    };
    for (String[] one : refused) {
      List<String> arguments = new ArrayList<>(List.of(one).subList(1, one.length));
      arguments.addAll(List.of("models", "list", "--config", "any.conf"));
      Ended ended = run(arguments.toArray(String[]::new));
      assertThat(ended.code()).as(ended.err()).isEqualTo(2);
      assertThat(ended.err()).contains("models runs without Spark", one[0]);
    }

    Ended passed = run("--name", "spark.hadoop.x=1", "models", "list", "--config", "any.conf");
    assertThat(passed.err()).doesNotContain("runs without Spark");
  }

  @Test
  void aMasterThatIsNoneIsToldBeforeSpark() throws Exception {
    for (String[] master : new String[][] {{"--master", "yran"}, {"--master=yran"}}) {
      List<String> arguments = new ArrayList<>(List.of(master));
      arguments.addAll(List.of("train", "--config", "any.conf"));
      Ended ended = run(arguments.toArray(String[]::new));
      assertThat(ended.code()).as(ended.err()).isEqualTo(2);
      assertThat(ended.err()).contains("--master yran is no cluster that Spark knows");
    }
  }

  @Test
  void theEngineIsWhatTheJvmCanRun() throws Exception {
    Path config =
        Files.writeString(
            elsewhere.resolve("small.conf"),
            """
            simulate { output = "raw", steps = 600, channels = 2 }
            history { input = ["raw/*.csv"], table = "table" }
            grid.block-steps = 64
            window { length = 4, targets = ["T (degC)"] }
            model.layers = [{ type = lstm, units = 2 }]
            training { epochs = 1, shards = 1 }
            registry { path = "registry", model = small }
            """);
    for (String job : List.of("simulate", "ingest")) {
      Ended made = run("--master", "local[1]", job, "--config", config.toString());
      assertThat(made.code()).as(made.err()).isZero();
    }
    List<String> train = List.of("--master", "local[1]", "train", "--config", config.toString());
    Ended usual = run(train.toArray(String[]::new));
    assertThat(usual.code()).as(usual.err()).isZero();
    assertThat(usual.err()).contains("engine vector: the fastest on these processors");

    // Other options of Java stand for those of conf/spark-defaults.conf.
    List<String> without = new ArrayList<>(List.of("--driver-java-options", "-Dany=one"));
    without.addAll(train);
    without.addAll(List.of("--set", "run.id = without"));
    Ended slow = run(without.toArray(String[]::new));
    assertThat(slow.code()).as(slow.err()).isZero();
    assertThat(slow.err())
        .contains("engine scalar: Java was started without --add-modules jdk.incubator.vector");
    List<String> onCluster = new ArrayList<>(without);
    onCluster.set(onCluster.indexOf("local[1]"), "local-cluster[1,1,1024]");
    onCluster.addAll(List.of("--set", "run.id = cluster"));
    // Executors have the module whatever the driver has.
    Ended cluster = run(onCluster.toArray(String[]::new));
    assertThat(cluster.code()).as(cluster.err()).isZero();
    assertThat(cluster.err()).contains("engine vector: the fastest on these processors");

    without.addAll(List.of("--set", "run.id = asked", "--set", "training.engine = vector"));
    Ended refused = run(without.toArray(String[]::new));
    assertThat(refused.code()).as(refused.err()).isEqualTo(2);
    assertThat(refused.err())
        .contains("training.engine = vector needs Java's module jdk.incubator.vector")
        .contains("--driver-java-options \"--add-modules jdk.incubator.vector\"");
  }

  /** Runs the script with another working folder, without a Spark of the machine's. */
  private Ended run(String... arguments) throws IOException, InterruptedException {
    return run(Map.of(), arguments);
  }

  private Ended run(Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    return run(List.of(), environment, arguments);
  }

  private Ended run(List<String> user, Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    return new ScriptRun(elsewhere, environment).run(user, arguments);
  }
}
