package io.chronoshard.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chronoshard.config.LockSettings;
import io.chronoshard.config.VersionChoice;
import io.chronoshard.error.StorageException;
import io.chronoshard.registry.CheckpointIdentity.Size;
import io.chronoshard.registry.Medium.Outcome;
import io.chronoshard.registry.OutputFolder.State;
import io.chronoshard.train.RandomTraining;
import io.chronoshard.train.RunProgress;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
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
import org.apache.hadoop.fs.AbstractFileSystem;
import org.apache.hadoop.fs.FilterFs;
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
  void checkpointsComeBackAndGo() throws IOException {
    RandomTraining training = RandomTraining.of(5);
    CheckpointIdentity identity =
        new CheckpointIdentity("run", "1.0", "scalers", List.of(Size.of(training.initial())));
    List<RunProgress> reached = new ArrayList<>();
    training
        .loop(progress -> reached.add(RunProgress.begin().at(progress)))
        .run(training.initial());
    ModelRegistry registry = ModelRegistry.open(path("registry").toString(), "weather", hadoop);
    LockSettings settings = new LockSettings(Duration.ofSeconds(60), Duration.ZERO);
    try (ModelLock lock = registry.lock("train-a", settings)) {
      RunFolder run = registry.run("train-a").under(lock);
      Checkpoints checkpoints = new Checkpoints(run, lock, identity);
      for (RunProgress progress : reached.subList(0, 3)) {
        checkpoints.publish(progress, 2);
      }
      Storage storage = Storage.of(run.path(), hadoop);
      Path folder = new Path(run.path(), "checkpoints");
      assertThat(storage.names(folder)).containsExactly("000002", "000003");
      assertThat(newest(run, lock, identity)).isEqualTo(reached.get(2));

      Path file = new Path(folder, "000003/checkpoint.bin");
      byte[] bytes = storage.read(file, 1 << 20);
      bytes[bytes.length / 2] ^= 1;
      storage.write(file, bytes);
      assertThat(newest(run, lock, identity)).isEqualTo(reached.get(1));
      Checkpoints.discard(run, lock);
      assertThat(storage.exists(folder)).isFalse();
    }
  }

  private static RunProgress newest(RunFolder run, ModelLock lock, CheckpointIdentity identity) {
    return new Checkpoints(run, lock, identity).newest().newest().orElseThrow().progress();
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
          write(storage, new Path(staged, "content"), staged.getName());
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
    write(storage, path("taken/staged/content"), "new");
    write(storage, path("taken/folder/content"), "old");
    storage.makeFolder(path("taken/empty"));
    write(storage, path("taken/file"), "old");

    for (String target : List.of("folder", "empty", "file")) {
      assertThat(storage.medium().publish(path("taken/staged"), path("taken/" + target)))
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

  /** The name node, whose answers to renames get lost on the way, as do some of the questions. */
  public static final class LosingRenames extends FilterFs {

    private static final ThreadLocal<Loss> LOSS = ThreadLocal.withInitial(() -> Loss.NOTHING);

    enum Loss {
      NOTHING,
      QUESTION,
      ANSWER
    }

    /** As Hadoop makes them. */
    public LosingRenames(URI uri, Configuration ignored) throws IOException, URISyntaxException {
      super(AbstractFileSystem.createFileSystem(uri, hadoop));
    }

    @Override
    public void renameInternal(Path from, Path to, boolean overwrite) throws IOException {
      if (LOSS.get() == Loss.QUESTION) {
        throw new IOException("connection reset by peer");
      }
      super.renameInternal(from, to, overwrite);
      if (LOSS.get() == Loss.ANSWER) {
        throw new IOException("connection reset by peer");
      }
    }
  }

  @Test
  void whatBecameOfARenameWhoseAnswerIsLostIsFoundOut() throws IOException {
    Storage storage = Storage.of(path("lost"), hadoop);
    write(storage, path("lost/staged/content"), "new");
    write(storage, path("lost/taken/content"), "old");
    Configuration losing = new Configuration(hadoop);
    losing.setClass(
        "fs.AbstractFileSystem.hdfs.impl", LosingRenames.class, AbstractFileSystem.class);
    Medium medium = Storage.of(path("lost"), losing).medium();
    try {
      LosingRenames.LOSS.set(LosingRenames.Loss.QUESTION);
      assertThatThrownBy(() -> medium.publish(path("lost/staged"), path("lost/free")))
          .hasMessageContaining("reset by peer");
      assertThat(medium.publish(path("lost/staged"), path("lost/taken"))).isEqualTo(Outcome.TAKEN);
      assertThat(medium.publish(path("lost/gone"), path("lost/free"))).isEqualTo(Outcome.GONE);

      LosingRenames.LOSS.set(LosingRenames.Loss.ANSWER);
      assertThat(medium.publish(path("lost/staged"), path("lost/free")))
          .isEqualTo(Outcome.PUBLISHED);
    } finally {
      LosingRenames.LOSS.remove();
    }
    assertThat(storage.names(path("lost"))).containsExactly("free", "taken");
    assertThat(storage.read(path("lost/taken/content"), 10)).isEqualTo(bytes("old"));
  }

  @Test
  void whatWasMovedAwayDoesNotComeAgain() {
    Storage storage = Storage.of(path("away"), hadoop);
    storage.makeFolder(path("away"));

    assertThatThrownBy(() -> storage.addFolder(path("away/gone/below")))
        .isInstanceOf(StorageException.class);
    assertThatThrownBy(() -> storage.write(path("away/gone/file"), bytes("late")))
        .isInstanceOf(StorageException.class);

    assertThat(storage.names(path("away"))).isEmpty();
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
        .hasMessageContaining("this user may not do that");
  }

  private static void write(Storage storage, Path file, String text) {
    storage.makeFolder(file.getParent());
    storage.write(file, bytes(text));
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
