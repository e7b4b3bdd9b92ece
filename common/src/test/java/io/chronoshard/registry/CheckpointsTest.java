package io.chronoshard.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chronoshard.config.LockSettings;
import io.chronoshard.error.BusyException;
import io.chronoshard.error.ConfigurationException;
import io.chronoshard.error.StorageException;
import io.chronoshard.model.error.ClassesForm;
import io.chronoshard.model.error.ErrorSums;
import io.chronoshard.model.error.ForecastForm;
import io.chronoshard.model.error.GaussianForm;
import io.chronoshard.model.error.LifeForm;
import io.chronoshard.model.error.ProbabilityForm;
import io.chronoshard.model.error.QuantilesForm;
import io.chronoshard.model.error.ValueForm;
import io.chronoshard.registry.CheckpointIdentity.Size;
import io.chronoshard.registry.Checkpoints.Checkpoint;
import io.chronoshard.registry.Checkpoints.Found;
import io.chronoshard.registry.Checkpoints.Refused;
import io.chronoshard.registry.HeadedFile.RefusedException;
import io.chronoshard.registry.ModelLockTest.Waiting;
import io.chronoshard.train.RandomTraining;
import io.chronoshard.train.RunProgress;
import io.chronoshard.train.TrainingOutcome;
import io.chronoshard.train.TrainingProgress;
import io.chronoshard.train.ValidationSums;
import io.chronoshard.window.WindowTargets.HeadTarget;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointsTest {

  private static final LockSettings AT_ONCE =
      new LockSettings(Duration.ofSeconds(60), Duration.ZERO);

  @TempDir private Path model;
  private ModelLock lock;

  @BeforeEach
  void takeTheLock() {
    lock = lock(new Configuration());
  }

  @AfterEach
  void giveItBack() {
    lock.close();
  }

  private ModelLock lock(Configuration hadoop) {
    org.apache.hadoop.fs.Path path = new org.apache.hadoop.fs.Path("file://" + model);
    return ModelLock.take(
        Storage.of(path, hadoop), path, "train-a", AT_ONCE, new Waiting(() -> {}));
  }

  private RunFolder run(Configuration hadoop) {
    return RunFolder.of(new org.apache.hadoop.fs.Path(model + "/runs/train-a"), hadoop);
  }

  private Checkpoints checkpoints(CheckpointIdentity identity) {
    return new Checkpoints(run(new Configuration()), lock, identity);
  }

  private static CheckpointIdentity identity(RandomTraining training) {
    Size size = Size.of(training.initial());
    return new CheckpointIdentity("run", "1.0", "scalers", List.of(size, size, size));
  }

  private Path file(int number) {
    return model
        .resolve("runs/train-a/checkpoints")
        .resolve(String.format(Locale.ROOT, "%06d/checkpoint.bin", number));
  }

  private static List<TrainingProgress> reached(RandomTraining training) {
    List<TrainingProgress> reached = new ArrayList<>();
    training.loop(reached::add).run(training.initial());
    return reached;
  }

  @Test
  void whatIsReadIsWhatWasWritten() {
    for (int seed = 1; seed <= 6; seed++) {
      RandomTraining training = RandomTraining.of(seed);
      TrainingOutcome whole = training.loop(progress -> {}).run(training.initial());
      List<TrainingProgress> reached = reached(training);
      RunProgress done = RunProgress.begin().plus(whole);
      for (int i = 0; i < reached.size(); i++) {
        RunProgress progress = (i % 2 == 0 ? done : RunProgress.begin()).at(reached.get(i));
        checkpoints(identity(training)).publish(progress, 1);
        Checkpoint found = checkpoints(identity(training)).newest().newest().orElseThrow();
        assertThat(found.progress()).as("seed %d, round %d", seed, i).isEqualTo(progress);
      }
      checkpoints(identity(training)).publish(done.plus(whole), 1);
      assertThat(newest(identity(training))).isEqualTo(done.plus(whole));

      TrainingProgress some = reached.get(seed % reached.size());
      checkpoints(identity(training)).publish(RunProgress.begin().at(some), 1);
      TrainingProgress read = newest(identity(training)).current().orElseThrow();
      assertThat(training.loop(progress -> {}).run(read)).as("seed %d", seed).isEqualTo(whole);
    }
  }

  private RunProgress newest(CheckpointIdentity identity) {
    return checkpoints(identity).newest().newest().orElseThrow().progress();
  }

  @Test
  void sumsOfAnyKindOfForecastComeBackToTheBit() {
    RandomTraining training = RandomTraining.of(1);
    TrainingOutcome whole = training.loop(progress -> {}).run(training.initial());
    List<ForecastForm> forms =
        List.of(
            new ValueForm(),
            new QuantilesForm(List.of(0.1, 0.5, 0.9)),
            new GaussianForm(),
            new ProbabilityForm(),
            new ClassesForm(List.of("wet", "dry \"ü\"")),
            new LifeForm(new GaussianForm()));
    double[] sums = {0.1 + 0.2, -0.0, Double.NaN, Double.MIN_VALUE, 1e300};
    ValidationSums validation =
        new ValidationSums(
            7,
            1 / 3.0,
            List.of(new ValidationSums.Head("a", 0.7)),
            Collections.nCopies(forms.size(), new HeadTarget(0, 1, 2, 3, 4)),
            forms.stream().map(form -> new ErrorSums(form, sums)).toList());
    RunProgress progress =
        RunProgress.begin().plus(new TrainingOutcome(whole.best(), validation, whole.history()));
    checkpoints(identity(training)).publish(progress, 1);
    assertThat(newest(identity(training))).isEqualTo(progress);
  }

  @Test
  void aFlipOfAnyBitAndAnEndAtAnyPlaceIsToldAndTheOneBeforeIsUsed() throws IOException {
    RandomTraining training = RandomTraining.of(5);
    List<TrainingProgress> reached = reached(training);
    CheckpointIdentity identity = identity(training);
    Checkpoints written = checkpoints(identity);
    written.publish(RunProgress.begin().at(reached.get(0)), 2);
    written.publish(RunProgress.begin().at(reached.get(1)), 2);
    byte[] whole = Files.readAllBytes(file(2));
    for (int at = 0; at < whole.length; at++) {
      byte[] flipped = whole.clone();
      flipped[at] ^= (byte) (1 << at % 8);
      byte[] cut = Arrays.copyOf(whole, at);
      assertThatThrownBy(() -> verify(flipped))
          .as("bit of byte %d", at)
          .isInstanceOf(RefusedException.class);
      assertThatThrownBy(() -> verify(cut))
          .as("cut at %d", at)
          .isInstanceOf(RefusedException.class);
      if (at % 100 == 0) {
        assertRefused(flipped, identity, reached.get(0), "bit of byte " + at);
        assertRefused(cut, identity, reached.get(0), "cut at " + at);
      }
    }
    verify(whole);
    assertRefused(Arrays.copyOf(whole, whole.length + 1), identity, reached.get(0), "longer");
    Files.write(file(2), whole);
    assertThat(newest(identity).current()).contains(reached.get(1));
  }

  private static void verify(byte[] bytes) throws IOException {
    CheckpointFile.KIND.verify(new ByteArrayInputStream(bytes), bytes.length);
  }

  private void assertRefused(
      byte[] damaged, CheckpointIdentity identity, TrainingProgress before, String how)
      throws IOException {
    Files.write(file(2), damaged);
    Found found = checkpoints(identity).newest();
    assertThat(found.refused()).as(how).extracting(Refused::number).containsExactly(2);
    assertThat(found.refused().get(0).reason())
        .as(how)
        .containsAnyOf("damaged", "none is so short");
    assertThat(found.newest()).as(how).contains(new Checkpoint(1, RunProgress.begin().at(before)));
  }

  @Test
  void aDamagedOneTellsWhatItsHashIs() throws IOException {
    RandomTraining training = RandomTraining.of(2);
    checkpoints(identity(training)).publish(RunProgress.begin().at(reached(training).get(0)), 1);
    byte[] bytes = Files.readAllBytes(file(1));
    bytes[bytes.length / 2] ^= 1;
    Files.write(file(1), bytes);
    String told = Sha256.of(Arrays.copyOf(bytes, bytes.length - 32));
    Found found = checkpoints(identity(training)).newest();
    assertThat(found.newest()).isEmpty();
    assertThat(found.refused().get(0).reason())
        .startsWith("it is damaged: it has the SHA-256 " + told + ", and says ");
  }

  @Test
  void oneOfAnotherKindIsToldWithItsReason() throws IOException {
    RandomTraining training = RandomTraining.of(4);
    CheckpointIdentity ours = identity(training);
    checkpoints(ours).publish(RunProgress.begin().at(reached(training).get(0)), 1);
    List<Size> networks = ours.networks();
    Size larger = new Size(networks.get(0).parameters() + 1, networks.get(0).updater());
    assertThat(reasons(new CheckpointIdentity("other", "1.0", "scalers", networks)))
        .containsExactly("it is of another configuration or other data (run there, other here)");
    assertThat(reasons(new CheckpointIdentity("run", "1.1", "scalers", networks)))
        .containsExactly("release 1.0 has written it, and this is 1.1");
    assertThat(reasons(new CheckpointIdentity("run", "1.0", "others", networks)))
        .containsExactly("what it was trained with was scaled otherwise");
    assertThat(reasons(new CheckpointIdentity("run", "1.0", "scalers", List.of(larger))))
        .containsExactly("its networks have other sizes");

    byte[] bytes = Files.readAllBytes(file(1));
    Files.write(file(1), hashed(ByteBuffer.wrap(bytes.clone()).putInt(4, 4).array()));
    assertThat(reasons(ours))
        .containsExactly(
            "another release has written it, or it is damaged (format 4; this one reads 3)");
    Files.write(file(1), hashed(ByteBuffer.wrap(bytes.clone()).putInt(8, 1 << 30).array()));
    assertThat(reasons(ours).get(0)).startsWith("it says that 1073741824 of its ");
    Files.write(
        file(1),
        "a text that is long enough to be anything at all\n".getBytes(StandardCharsets.UTF_8));
    assertThat(reasons(ours)).containsExactly("it is no such file, or damaged");
    Files.write(file(1), hashed(withHead(bytes, "\"lengths\":[", "\"lengths\":[7,")));
    assertThat(reasons(ours))
        .containsExactly("its arrays are not those of its networks; it is damaged");
    Files.write(file(1), hashed(withHead(bytes, "\"rounds\":", "\"pounds\":")));
    assertThat(reasons(ours).get(0)).contains("checkpoint.bin is damaged, or of another release");
    Files.delete(file(1));
    Files.createFile(file(1).resolveSibling("other"));
    assertThat(reasons(ours).get(0)).contains("cannot read ", "checkpoint.bin");
  }

  private List<String> reasons(CheckpointIdentity identity) {
    return checkpoints(identity).newest().refused().stream().map(Refused::reason).toList();
  }

  /** With the hash that these bytes should have, as one who forges them writes it. */
  private static byte[] hashed(byte[] bytes) {
    MessageDigest digest = Sha256.digest();
    digest.update(bytes, 0, bytes.length - 32);
    System.arraycopy(digest.digest(), 0, bytes, bytes.length - 32, 32);
    return bytes;
  }

  private static byte[] withHead(byte[] bytes, String from, String to) {
    int length = ByteBuffer.wrap(bytes).getInt(8);
    String head = new String(bytes, 12, length, StandardCharsets.UTF_8);
    byte[] other = head.replace(from, to).getBytes(StandardCharsets.UTF_8);
    ByteBuffer changed = ByteBuffer.allocate(bytes.length - length + other.length);
    changed.put(bytes, 0, 8).putInt(other.length).put(other);
    changed.put(bytes, 12 + length, bytes.length - 12 - length);
    return changed.array();
  }

  @Test
  void theNewestStayAndThoseThatAreOfNoUseGo() throws IOException {
    RandomTraining training = RandomTraining.of(5);
    List<TrainingProgress> reached = reached(training);
    CheckpointIdentity identity = identity(training);
    Checkpoints first = checkpoints(identity);
    for (int i = 0; i < 4; i++) {
      assertThat(first.publish(RunProgress.begin().at(reached.get(i)), 3)).isEqualTo(i + 1);
    }
    assertThat(numbers()).containsExactly("000002", "000003", "000004");

    Files.write(file(4), new byte[] {1});
    Checkpoints second = checkpoints(identity);
    assertThat(second.newest().newest().orElseThrow().number()).isEqualTo(3);
    assertThat(second.publish(RunProgress.begin().at(reached.get(3)), 2)).isEqualTo(5);
    assertThat(numbers()).containsExactly("000003", "000005");
    second.publish(RunProgress.begin().at(reached.get(4)), 2);
    assertThat(numbers()).containsExactly("000005", "000006");

    Checkpoints.discard(run(new Configuration()), lock);
    assertThat(model.resolve("runs/train-a/checkpoints")).doesNotExist();
    Checkpoints.discard(run(new Configuration()), lock);
    assertThat(checkpoints(identity).newest()).isEqualTo(new Found(Optional.empty(), List.of()));
  }

  @Test
  void anotherConfigurationDoesNotBeginBesideThem() {
    RunFolder run = run(new Configuration());
    RandomTraining training = RandomTraining.of(5);
    Checkpoints.requireNoOthers(run, "other");
    run.begin("train", "identity", Clock.systemUTC()).close();
    Checkpoints.requireNoOthers(run, "other");
    checkpoints(identity(training)).publish(RunProgress.begin().at(reached(training).get(0)), 2);
    Checkpoints.requireNoOthers(run, "identity");
    assertThatThrownBy(() -> Checkpoints.requireNoOthers(run, "other"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "run train-a was begun with another configuration or other data (identity there, other"
                + " here) and has 1 checkpoint; choose another run.id, or remove file:"
                + model
                + "/runs/train-a");
  }

  private List<String> numbers() throws IOException {
    return OutputFolderTest.names(model.resolve("runs/train-a/checkpoints"));
  }

  @Test
  void whoHasLostTheLockPublishesNone() throws IOException {
    RandomTraining training = RandomTraining.of(5);
    List<TrainingProgress> reached = reached(training);
    Checkpoints late = checkpoints(identity(training));
    late.publish(RunProgress.begin().at(reached.get(0)), 2);
    try (ModelLock taken = lock(new Configuration())) {
      assertThatThrownBy(() -> late.publish(RunProgress.begin().at(reached.get(1)), 2))
          .isInstanceOf(BusyException.class);
      assertThatThrownBy(() -> Checkpoints.discard(run(new Configuration()), lock))
          .isInstanceOf(BusyException.class);
      assertThat(numbers()).containsExactly("000001");
      assertThat(taken.number()).isGreaterThan(lock.number());
    }
  }

  @Test
  void aCheckpointIsThereWholeOrNotAtAllWhereverTheProcessHalts() throws IOException {
    RandomTraining training = RandomTraining.of(6);
    List<TrainingProgress> reached = reached(training);
    CheckpointIdentity identity = identity(training);
    checkpoints(identity).publish(RunProgress.begin().at(reached.get(0)), 1);
    Configuration halting = HaltingDisk.configuration();
    RunProgress next = RunProgress.begin().at(reached.get(1));
    boolean halted = true;
    int n = 0;
    for (; halted; n++) {
      RunProgress before = newest(identity);
      lock.close();
      lock = lock(halting);
      halted =
          Halting.halts(n, () -> new Checkpoints(run(halting), lock, identity).publish(next, 1));

      lock = lock(new Configuration());
      Found found = checkpoints(identity).newest();
      assertThat(found.refused()).as("halted at %d", n).isEmpty();
      assertThat(found.newest().orElseThrow().progress()).as("halted at %d", n).isIn(before, next);
    }
    assertThat(n).as("changes of the disk").isGreaterThan(5);
  }

  /** A disk that cannot be reached. */
  public static final class AwayFileSystem extends LocalFileSystem {

    /** With a raw file system underneath that opens nothing. */
    public AwayFileSystem() {
      super(
          new RawLocalFileSystem() {
            @Override
            public FSDataInputStream open(org.apache.hadoop.fs.Path path, int buffer)
                throws IOException {
              throw new ConnectException("refused");
            }
          });
    }
  }

  @Test
  void oneThatCannotBeReachedNowIsNotPassedOver() {
    RandomTraining training = RandomTraining.of(6);
    checkpoints(identity(training)).publish(RunProgress.begin().at(reached(training).get(0)), 1);
    Configuration away = new Configuration();
    away.setClass("fs.file.impl", AwayFileSystem.class, FileSystem.class);
    away.setBoolean("fs.file.impl.disable.cache", true);
    away.set(Patience.KEY, "0s");
    Checkpoints checkpoints = new Checkpoints(run(away), lock, identity(training));
    assertThatThrownBy(checkpoints::newest)
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("it does not serve at the moment");
  }
}
