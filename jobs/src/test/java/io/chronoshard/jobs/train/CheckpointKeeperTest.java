package io.chronoshard.jobs.train;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.chronoshard.config.CheckpointSettings;
import io.chronoshard.config.LockSettings;
import io.chronoshard.error.StorageException;
import io.chronoshard.jobs.cli.Format;
import io.chronoshard.jobs.cli.JobContext;
import io.chronoshard.jobs.cli.Verbosity;
import io.chronoshard.registry.CheckpointIdentity;
import io.chronoshard.registry.CheckpointIdentity.Size;
import io.chronoshard.registry.Checkpoints;
import io.chronoshard.registry.Checkpoints.Checkpoint;
import io.chronoshard.registry.ModelLock;
import io.chronoshard.registry.ModelRegistry;
import io.chronoshard.registry.RunAttempt;
import io.chronoshard.registry.RunFolder;
import io.chronoshard.train.ClockSetByHand;
import io.chronoshard.train.EpochProgress;
import io.chronoshard.train.ModelState;
import io.chronoshard.train.OuterMomentum;
import io.chronoshard.train.RunProgress;
import io.chronoshard.train.TrainingProgress;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointKeeperTest {

  private static final CheckpointIdentity IDENTITY =
      new CheckpointIdentity("run", "1.0", "scalers", List.of(new Size(2, 0), new Size(2, 0)));
  private static final CheckpointSettings EACH = new CheckpointSettings(1, Duration.ZERO, 100);

  private static final CountDownLatch OPEN = new CountDownLatch(0);
  private static volatile CountDownLatch storageServes = OPEN;

  @TempDir private Path registry;
  private final ByteArrayOutputStream notes = new ByteArrayOutputStream();
  private final ClockSetByHand clock = new ClockSetByHand();
  private ModelLock lock;
  private RunFolder run;
  private RunAttempt attempt;

  /** The local disk, on which a checkpoint is not written before it is allowed. */
  public static final class WaitingFileSystem extends LocalFileSystem {

    /** With a raw file system underneath that waits. */
    public WaitingFileSystem() {
      super(
          new RawLocalFileSystem() {
            @Override
            public File pathToFile(org.apache.hadoop.fs.Path path) {
              if (path.getName().equals("checkpoint.bin")) {
                try {
                  storageServes.await();
                } catch (InterruptedException e) {
                  throw new IllegalStateException(e);
                }
              }
              return super.pathToFile(path);
            }
          });
    }
  }

  @BeforeEach
  void begin() {
    Configuration hadoop = new Configuration();
    hadoop.setClass("fs.file.impl", WaitingFileSystem.class, FileSystem.class);
    hadoop.setBoolean("fs.file.impl.disable.cache", true);
    ModelRegistry models = ModelRegistry.open(registry.toString(), "weather", hadoop);
    lock = models.lock("train-a", new LockSettings(Duration.ofSeconds(60), Duration.ZERO));
    run = models.run("train-a").under(lock);
    attempt = run.begin("train", "run", Clock.systemUTC());
  }

  @AfterEach
  void end() {
    storageServes = OPEN;
    attempt.close();
    lock.close();
  }

  private CheckpointKeeper keeper(CheckpointSettings settings) {
    return new CheckpointKeeper(
        checkpoints(), settings, new CheckpointEvents(attempt, context(), 2), clock);
  }

  private Checkpoints checkpoints() {
    return new Checkpoints(run, lock, IDENTITY);
  }

  private JobContext context() {
    return new JobContext(
        Path.of("none"),
        List.of(),
        List.of(),
        Map.of(),
        Verbosity.NORMAL,
        Format.TEXT,
        new PrintStream(OutputStream.nullOutputStream(), true, UTF_8),
        new PrintStream(notes, true, UTF_8));
  }

  private static RunProgress round(int round) {
    ModelState state = new ModelState(new float[] {round, 1}, new float[0], round, 0);
    return RunProgress.begin()
        .at(
            new TrainingProgress(
                List.of(),
                new EpochProgress(state, OuterMomentum.NONE, round, round, 1),
                Optional.empty(),
                List.of(),
                Optional.empty()));
  }

  private List<String> events(String kind) throws IOException {
    return Files.readAllLines(registry.resolve("weather/runs/train-a/events/000001.jsonl")).stream()
        .filter(line -> line.contains("\"event\":\"" + kind + "\""))
        .toList();
  }

  private int count() throws IOException {
    return events("checkpoint").size();
  }

  @Test
  void aTrainingNeverWaitsForStorageAndTheNewestIsWrittenNext() throws IOException {
    storageServes = new CountDownLatch(1);
    try (CheckpointKeeper keeper = keeper(EACH)) {
      for (int round = 1; round <= 50; round++) {
        keeper.reached(round(round));
      }
      assertThat(count()).isZero();
      storageServes.countDown();
    }
    Optional<Checkpoint> newest = checkpoints().newest().newest();
    assertThat(newest.orElseThrow().progress()).isEqualTo(round(50));
    // The one that was under way, and the newest of all that came while it was.
    assertThat(newest.get().number()).isBetween(1, 2);
    assertThat(events("checkpoint").get(count() - 1))
        .contains("\"number\":" + newest.get().number(), "\"rounds\":50", "\"networks\":0");
  }

  @Test
  void oneIsDueAfterSoManyRounds() {
    try (CheckpointKeeper keeper = keeper(new CheckpointSettings(3, Duration.ZERO, 9))) {
      for (int round = 1; round <= 8; round++) {
        clock.pass(Duration.ofSeconds(1000));
        keeper.reached(round(round));
      }
    }
    assertThat(newest()).isEqualTo(round(6));
  }

  @Test
  void oneIsDueAfterSuchATime() {
    try (CheckpointKeeper keeper = keeper(new CheckpointSettings(0, Duration.ofMinutes(1), 9))) {
      for (int round = 1; round <= 8; round++) {
        clock.pass(Duration.ofSeconds(20));
        keeper.reached(round(round));
      }
    }
    assertThat(newest()).isEqualTo(round(6));
  }

  @Test
  void whicheverComesFirst() {
    CheckpointSettings settings = new CheckpointSettings(3, Duration.ofMinutes(1), 9);
    assertThat(settings.isDue(2, Duration.ofSeconds(59))).isFalse();
    assertThat(settings.isDue(3, Duration.ZERO)).isTrue();
    assertThat(settings.isDue(1, Duration.ofSeconds(60))).isTrue();
  }

  private RunProgress newest() {
    return checkpoints().newest().newest().orElseThrow().progress();
  }

  @Test
  void afterEachNetworkThereIsOne() throws IOException {
    CheckpointSettings rare = new CheckpointSettings(1000, Duration.ZERO, 9);
    try (CheckpointKeeper keeper = keeper(rare)) {
      keeper.reached(round(1));
      keeper.reached(RunProgress.begin());
      keeper.reached(round(2));
    }
    assertThat(count()).isEqualTo(1);
    assertThat(newest()).isEqualTo(RunProgress.begin());
  }

  @Test
  void whereNoneAreWantedThereAreNone() throws IOException {
    try (CheckpointKeeper keeper = keeper(new CheckpointSettings(0, Duration.ZERO, 1))) {
      clock.pass(Duration.ofSeconds(1_000_000));
      keeper.reached(round(1));
      keeper.reached(RunProgress.begin());
    }
    assertThat(count()).isZero();
    assertThat(registry.resolve("weather/runs/train-a/checkpoints")).doesNotExist();
  }

  @Test
  void whatCannotBeWrittenIsToldAndEndsNothing() throws IOException {
    Path inTheWay = Files.createFile(registry.resolve("weather/runs/train-a/checkpoints"));
    try (CheckpointKeeper keeper = keeper(EACH)) {
      keeper.reached(round(1));
    }
    assertThat(events("checkpoint failed").get(0)).contains("checkpoints");
    assertThat(notes.toString(UTF_8))
        .startsWith("no checkpoint was written, and training goes on: cannot ");
    Files.delete(inTheWay);
    try (CheckpointKeeper keeper = keeper(EACH)) {
      keeper.reached(round(2));
    }
    assertThat(newest()).isEqualTo(round(2));
  }

  /** A run's events have each. */
  @Test
  void thatNoneCanBeWrittenIsToldOnceAndThenThatTheyCanAgain() throws IOException {
    CheckpointEvents events = new CheckpointEvents(attempt, context(), 2);
    for (int number : List.of(0, 0, 0, 1, 2, 0, 3)) {
      if (number == 0) {
        events.failed(new StorageException("the disk is full"));
      } else {
        events.written(number, round(number));
      }
    }
    String failing = "no checkpoint was written, and training goes on: the disk is full";
    assertThat(notes.toString(UTF_8).lines())
        .containsExactly(
            failing,
            "checkpoints are written again: checkpoint 1",
            failing,
            "checkpoints are written again: checkpoint 3");
    assertThat(events("checkpoint failed")).hasSize(4);
    assertThat(events("checkpoint")).hasSize(3);
  }

  @Test
  void notesTellFromWhereATrainingGoesOn() throws IOException {
    try (CheckpointKeeper keeper = keeper(EACH)) {
      keeper.reached(round(7));
      keeper.reached(round(8));
    }
    CheckpointEvents events = new CheckpointEvents(attempt, context(), 2);
    Checkpoints.Found found = checkpoints().newest();
    int newest = found.newest().orElseThrow().number();
    Path file =
        registry.resolve("weather/runs/train-a/checkpoints/00000" + newest + "/checkpoint.bin");
    events.found(found);
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length - 1] ^= 1;
    Files.write(file, bytes);
    events.found(checkpoints().newest());
    assertThat(notes.toString(UTF_8))
        .startsWith(
            "going on from checkpoint "
                + newest
                + ": behind round 8 of epoch 1 of network 1 of 2\n")
        .contains("\ncheckpoint " + newest + " is not used: it is damaged: it has the SHA-256 ");
    assertThat(events("checkpoint used").get(0)).contains("\"rounds\":8");
    assertThat(events("checkpoint refused").get(0))
        .contains("\"number\":" + newest, "\"reason\":\"it is damaged");
  }
}
