package io.chronoshard.jobs.storage;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.chronoshard.hadoop.TroubledHdfs;
import io.chronoshard.jobs.JobProcess;
import io.chronoshard.jobs.MainProcess;
import io.chronoshard.jobs.MainProcess.Outcome;
import io.chronoshard.jobs.ServerProcess;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * An HDFS of two data nodes that gets into trouble: a training outlives it, and what cannot wait is
 * told with code 4. Jobs are started as processes.
 */
class StorageTroubleIT {

  private static final int EPOCHS = 24;

  private static final String CONFIG =
      """
      simulate { output = "file:%1$s/raw", steps = 900, channels = 3 }
      history { input = ["file:%1$s/raw/*.csv"], table = "hdfs:///plant/history" }
      grid.block-steps = 128
      window { length = 6, lead = 3, targets = ["T (degC)"] }
      model.layers = [{ type = lstm, units = 3 }, { type = dropout, rate = 0.2 }]
      training { epochs = %2$d, batch = 32, period = 2, shards = 2, early-stopping.patience = 0 }
      registry { path = "hdfs:///plant/whole", model = weather }
      run.checkpoint { rounds = 1, interval = 0 seconds }
      """;

  private static final String USER = "plant";

  /** What clients wait for storage in tests in which they wait in vain. */
  private static final String PATIENCE = "chronoshard.storage.patience";

  private static final JsonMapper JSON = new JsonMapper();

  @TempDir private static Path folder;

  private static ServerProcess hdfs;
  private static MainProcess jobs;
  private static Path client;
  private static String hash = "";
  private static List<JsonNode> rounds = List.of();

  @BeforeAll
  static void start() throws IOException {
    Files.writeString(
        folder.resolve("plant.conf"),
        CONFIG.replace("%1$s", folder.toString()).replace("%2$d", Integer.toString(EPOCHS)));
    Path conf = Files.createDirectory(folder.resolve("client"));
    client = conf.resolve("core-site.xml");
    hdfs =
        ServerProcess.start(
            folder.resolve("hdfs.log"), "512m", TroubledHdfs.class, folder.resolve("hdfs"), client);
    hdfs.tell("owner " + USER + " 750 /plant");
    Configuration hurried = hadoop();
    hurried.set(PATIENCE, "2s");
    try (var out = Files.newOutputStream(client)) {
      hurried.writeXml(out);
    }
    jobs = MainProcess.start(folder.resolve("jobs.log"), conf, Map.of("HADOOP_USER_NAME", USER));
    for (String job : List.of("simulate", "ingest", "train")) {
      require(job);
    }
    hash = hash("whole");
    rounds = rounds("whole");
    assertThat(rounds).hasSizeGreaterThan(2 * EPOCHS);
  }

  @AfterAll
  static void stop() {
    if (jobs != null) {
      jobs.close();
    }
    if (hdfs != null) {
      hdfs.close();
    }
  }

  /**
   * The name node is away during some epochs and again when the version is to be published, and a
   * data node dies in between.
   */
  @Test
  void aTrainingOutlivesNameNodeAndDataNode() throws Exception {
    JobProcess process = process("10 minutes");
    Process training = start(process, "outlived");
    awaitEpoch(process, training, 3);
    hdfs.tell("name-node stop");
    awaitEpoch(process, training, 7);
    hdfs.tell("name-node start");
    hdfs.tell("data-node stop");
    awaitEpoch(process, training, 14);
    hdfs.tell("name-node stop");
    awaitEpoch(process, training, EPOCHS);
    hdfs.tell("name-node start");
    assertThat(training.waitFor()).as(log(process)).isZero();
    hdfs.tell("data-node start");

    assertThat(log(process)).contains("v000001 of hdfs://");
    assertThat(hash("outlived")).isEqualTo(hash);
    assertThat(rounds("outlived")).isEqualTo(rounds);
    assertThat(events("outlived")).extracting(event -> kind(event)).doesNotContain("events lost");
  }

  @Test
  void aTrainingThatCannotPublishEndsAndTheNextOneGoesOn() throws Exception {
    JobProcess process = process("3 seconds");
    // It cannot give its lock back.
    String lease = "registry.lock.lease = 2 seconds";
    Process training = start(process, "gone", lease);
    awaitEpoch(process, training, 5);
    hdfs.tell("name-node stop");
    assertThat(training.waitFor()).as(log(process)).isEqualTo(4);
    assertThat(log(process))
        .contains(String.format(Locale.ROOT, "epoch %d/%d: ", EPOCHS, EPOCHS))
        .containsPattern("chronoshard train: .*\\(asked again for \\d+ s\\); it does not serve");

    hdfs.tell("name-node start");
    require("train", registry("gone"), lease);
    assertThat(hash("gone")).isEqualTo(hash);
    assertThat(events("gone")).extracting(event -> kind(event)).contains("checkpoint used");
  }

  /** What is left as it was by the row before. */
  @ParameterizedTest(name = "{0}: {2} ends with {4}")
  @CsvSource(
      delimiter = '|',
      value = {
        "safe-mode enter | safe-mode leave | models list | 0 | v000001",
        "safe-mode enter | safe-mode leave | models prune | 4 | Name node is in safe mode",
        "room 1 /plant/whole | room -1 /plant/whole | models prune | 4 | there is no room left, or a quota is used up; make room and run this again",
        "owner other 700 /plant/whole | owner plant 750 /plant/whole | models list | 4 | this user may not do that; have the owner of the path grant it",
        "owner other 700 /plant/history | owner plant 750 /plant/history | train | 4 | this user may not do that; have the owner of the path grant it",
        "data-node stop | data-node start | models verify 1 | 0 | v000001",
        "name-node stop | name-node start | models list | 4 | s); it does not serve at the moment; see that its servers run",
        "name-node stop | name-node start | train | 4 | s); it does not serve at the moment; see that its servers run",
      })
  void whatCannotWaitIsTold(String trouble, String mended, String job, int code, String told)
      throws IOException {
    hdfs.tell(trouble);
    Outcome outcome = run(job);
    hdfs.tell(mended);

    assertThat(outcome.code()).as(outcome.err()).isEqualTo(code);
    assertThat(code == 0 ? outcome.out() : outcome.err()).contains(told).doesNotContain("\tat ");
    assertThat(run("models list").code()).isZero();
  }

  /** Neither the version nor the history that is to be scored can be read any more. */
  @Test
  void whatNoDataNodeHasIsTold() throws IOException {
    hdfs.tell("data-node stop");
    hdfs.tell("data-node stop");
    List<Outcome> outcomes = new ArrayList<>();
    String score = "score --set scores.output=\"" + folder.resolve("none").toUri() + "\"";
    for (String job : List.of("models verify 1", "models show 1", score)) {
      outcomes.add(run(job));
    }
    hdfs.tell("data-node start");

    assertThat(outcomes)
        .allSatisfy(
            outcome -> {
              assertThat(outcome.code()).as(outcome.err()).isEqualTo(4);
              assertThat(outcome.err())
                  .contains("it does not serve at the moment; see that its servers run")
                  .doesNotContain("\tat ");
            });
  }

  /** A training that waits for storage so long. */
  private static JobProcess process(String patience) throws IOException {
    Configuration hadoop = hadoop();
    hadoop.set(PATIENCE, patience.replace(" minutes", "m").replace(" seconds", "s"));
    List<String> options = new ArrayList<>(List.of("-DHADOOP_USER_NAME=" + USER));
    for (Map.Entry<String, String> entry : hadoop) {
      options.add("-Dspark.hadoop." + entry.getKey() + "=" + entry.getValue());
    }
    return new JobProcess(folder, options);
  }

  private static Configuration hadoop() {
    Configuration hadoop = new Configuration(false);
    hadoop.addResource(new org.apache.hadoop.fs.Path(client.toString()));
    return hadoop;
  }

  private static Process start(JobProcess process, String name, String... sets) throws IOException {
    List<String> all = new ArrayList<>(List.of(registry(name)));
    all.addAll(List.of(sets));
    return process.start("train", folder.resolve("plant.conf"), all.toArray(String[]::new));
  }

  private static void awaitEpoch(JobProcess process, Process training, int epoch)
      throws IOException, InterruptedException {
    String line = String.format(Locale.ROOT, "epoch %d/%d: ", epoch, EPOCHS);
    while (!log(process).contains(line)) {
      boolean isEnded = training.waitFor(20, TimeUnit.MILLISECONDS);
      assertThat(isEnded && !log(process).contains(line)).as(log(process)).isFalse();
    }
  }

  private static String log(JobProcess process) throws IOException {
    return Files.readString(process.log());
  }

  private static void require(String job, String... sets) throws IOException {
    Outcome outcome = run(job, sets);
    assertThat(outcome.code()).as("%s: %s", job, outcome.err()).isZero();
  }

  private static Outcome run(String job, String... sets) throws IOException {
    List<String> arguments = new ArrayList<>(Arrays.asList(job.split(" ")));
    arguments.addAll(List.of("--config", folder.resolve("plant.conf").toString()));
    for (String set : sets) {
      arguments.addAll(List.of("--set", set));
    }
    return jobs.run(arguments);
  }

  private static String registry(String name) {
    return "registry.path = \"hdfs:///plant/" + name + "\"";
  }

  private static String hash(String name) throws IOException {
    Outcome shown = run("models show 1 --json", registry(name));
    assertThat(shown.code()).as(shown.err()).isZero();
    return JSON.readTree(shown.out()).findValue("modelHash").asText();
  }

  private static List<JsonNode> rounds(String name) throws IOException {
    return events(name).stream()
        .filter(event -> kind(event).equals("round"))
        .map(event -> event.path("round"))
        .toList();
  }

  private static String kind(JsonNode event) {
    return event.path("event").asText();
  }

  /** The events of all attempts, each line from the last file that has its number. */
  private static List<JsonNode> events(String name) throws IOException {
    List<JsonNode> events = new ArrayList<>();
    Configuration hadoop = new Configuration();
    hadoop.addResource(new org.apache.hadoop.fs.Path(client.toString()));
    org.apache.hadoop.fs.Path runs =
        new org.apache.hadoop.fs.Path("/plant/" + name + "/weather/runs");
    try (FileSystem files = FileSystem.newInstance(FileSystem.getDefaultUri(hadoop), hadoop)) {
      int before = 0;
      for (FileStatus file :
          files.globStatus(new org.apache.hadoop.fs.Path(runs, "*/events/*.jsonl"))) {
        String number = file.getPath().getName();
        if (number.contains("_")) {
          int first = Integer.parseInt(number.substring(7, 16));
          events.subList(before + first - 1, events.size()).clear();
        } else {
          before = events.size();
        }
        read(files, file, events);
      }
    }
    return events;
  }

  private static void read(FileSystem files, FileStatus file, List<JsonNode> events)
      throws IOException {
    try (InputStream in = files.open(file.getPath());
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.endsWith("}")) {
          events.add(JSON.readTree(line));
        }
      }
    }
  }
}
