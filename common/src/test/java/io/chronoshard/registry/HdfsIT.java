package io.chronoshard.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chronoshard.config.VersionChoice;
import io.chronoshard.error.StorageException;
import io.chronoshard.registry.FolderPublisher.Outcome;
import io.chronoshard.registry.OutputFolder.State;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.hdfs.MiniDFSCluster;
import org.apache.hadoop.security.UserGroupInformation;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HdfsIT {

  private static final Clock CLOCK = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);

  @TempDir private static File disk;
  private static MiniDFSCluster cluster;
  private static Configuration hadoop;

  @BeforeAll
  static void start() throws IOException {
    hadoop = new Configuration();
    hadoop.set(MiniDFSCluster.HDFS_MINIDFS_BASEDIR, disk.getAbsolutePath());
    cluster = new MiniDFSCluster.Builder(hadoop).numDataNodes(1).build();
  }

  @AfterAll
  static void stop() {
    if (cluster != null) {
      cluster.shutdown();
    }
  }

  @Test
  void ofManyPublishersOneWinsAndNothingIsOverwritten() throws Exception {
    int publishers = 4;
    ExecutorService threads = Executors.newFixedThreadPool(publishers);
    Storage storage = Storage.of(path("races"), hadoop);
    try {
      for (int race = 0; race < 15; race++) {
        CyclicBarrier start = new CyclicBarrier(publishers);
        Path target = path("races/target-" + race);
        List<Callable<Outcome>> calls = new ArrayList<>();
        for (int publisher = 0; publisher < publishers; publisher++) {
          Path staged = path("races/staged-" + race + "-" + publisher);
          storage.write(new Path(staged, "content"), bytes(staged.getName()));
          calls.add(
              () -> {
                start.await();
                return storage.publish(staged, target);
              });
        }
        List<Outcome> outcomes = new ArrayList<>();
        for (Future<Outcome> outcome : threads.invokeAll(calls)) {
          outcomes.add(outcome.get());
        }

        assertThat(Collections.frequency(outcomes, Outcome.PUBLISHED))
            .as("race %d", race)
            .isEqualTo(1);
        assertThat(storage.names(target)).containsExactly("content");
        for (int publisher = 0; publisher < publishers; publisher++) {
          Path staged = path("races/staged-" + race + "-" + publisher);
          Path now = outcomes.get(publisher) == Outcome.PUBLISHED ? target : staged;
          assertThat(storage.read(new Path(now, "content"), 100))
              .isEqualTo(bytes(staged.getName()));
        }
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void theNameNodeItselfRefusesATakenName() throws IOException {
    Storage storage = Storage.of(path("taken"), hadoop);
    storage.write(path("taken/staged/content"), bytes("new"));
    storage.write(path("taken/folder/content"), bytes("old"));
    storage.makeFolder(path("taken/empty"));
    storage.write(path("taken/file"), bytes("old"));

    for (String target : List.of("folder", "empty", "file")) {
      assertThat(storage.publisher().publish(path("taken/staged"), path("taken/" + target)))
          .as(target)
          .isEqualTo(Outcome.TAKEN);
      assertThat(storage.publish(path("taken/staged"), path("taken/" + target)))
          .as(target)
          .isEqualTo(Outcome.TAKEN);
    }
    assertThat(storage.names(path("taken/folder"))).containsExactly("content");
    assertThat(storage.names(path("taken/empty"))).isEmpty();
    assertThat(storage.names(path("taken/staged"))).containsExactly("content");
  }

  @Test
  void publishersThatMeetGetNumbersWithoutGapsOrRepeats() throws Exception {
    int publishers = 8;
    List<VersionContents> contents =
        IntStream.range(0, publishers).mapToObj(i -> Versions.of("run-" + i, i)).toList();
    List<Callable<Integer>> calls = new ArrayList<>();
    contents.forEach(one -> calls.add(() -> registry().publish(one)));
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Integer> numbers = new ArrayList<>();
      for (Future<Integer> number : threads.invokeAll(calls)) {
        numbers.add(number.get());
      }

      assertThat(numbers)
          .containsExactlyInAnyOrderElementsOf(
              IntStream.rangeClosed(1, publishers).boxed().toList());
      for (int i = 0; i < publishers; i++) {
        VersionContents opened =
            registry().version(new VersionChoice.Numbered(numbers.get(i))).contents();
        assertThat(opened.provenance()).isEqualTo(contents.get(i).provenance());
        assertThat(opened.network().parameters().toFloatVector())
            .isEqualTo(contents.get(i).network().parameters().toFloatVector());
      }
      assertThat(registry().champion()).contains(1);
      assertThat(registry().list().versions()).hasSize(publishers);
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void anOutputIsCommittedOnce() {
    OutputFolder output = OutputFolder.of(path("outputs/scores"), "run-a", hadoop);
    Storage storage = Storage.of(path("outputs"), hadoop);
    storage.write(new Path(output.staging(), "half"), bytes("left by a stopped attempt"));
    storage.write(new Path(output.staging(), "part-0"), bytes("rows"));
    output.commit(Map.of("rows", 3));

    assertThat(output.state()).isEqualTo(State.COMMITTED);
    assertThat(storage.names(path("outputs"))).containsExactly("scores");
    assertThat(storage.names(path("outputs/scores"))).containsExactly("_run.json", "part-0");
  }

  @Test
  void aRunTellsHowItStandsWhileItGoesOn() {
    RunFolder run = RunFolder.of(path("runs/run-a"), hadoop);
    Storage storage = Storage.of(path("runs"), hadoop);
    try (RunAttempt first = run.begin("ingest", "identity", CLOCK)) {
      assertThat(run.status().orElseThrow().state()).isEqualTo(RunStatus.State.RUNNING);
      assertThat(storage.read(path("runs/run-a/events/000001.jsonl"), 1000)).isNotEmpty();
      first.failed(3, "bad");
    }
    try (RunAttempt second = run.begin("ingest", "identity", CLOCK)) {
      second.done(new RunResult(Map.of("rows", 3L), Map.of(), Optional.empty(), "good"));
    }

    assertThat(run.status().orElseThrow().state()).isEqualTo(RunStatus.State.DONE);
    assertThat(storage.names(path("runs/run-a"))).containsExactly("events", "status.json");
    assertThat(storage.names(path("runs/run-a/events")))
        .containsExactly("000001.jsonl", "000002.jsonl");
  }

  @Test
  void whoMayNotWriteIsTold() throws Exception {
    cluster.getFileSystem().mkdirs(path("closed"), new FsPermission("700"));
    UserGroupInformation guest = UserGroupInformation.createUserForTesting("guest", new String[0]);

    assertThatThrownBy(
            () ->
                guest.doAs(
                    (java.security.PrivilegedAction<Integer>)
                        () ->
                            ModelRegistry.open(path("closed").toString(), "pump", hadoop)
                                .publish(Versions.of("run-a", 1))))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("Permission denied: user=guest")
        .hasMessageContaining("check that the path is right");
  }

  private static ModelRegistry registry() {
    return ModelRegistry.open(path("registry").toString(), "pump", hadoop);
  }

  private static Path path(String name) {
    return new Path(cluster.getURI() + "/chronoshard/" + name);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
