package io.chronoshard.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chronoshard.config.LockSettings;
import io.chronoshard.error.BusyException;
import io.chronoshard.error.StorageException;
import io.chronoshard.registry.Medium.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelLockTest {

  private static final Duration LEASE = Duration.ofSeconds(60);
  private static final LockSettings AT_ONCE = new LockSettings(LEASE, Duration.ZERO);
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2024-02-29T12:00:00.123Z"), ZoneOffset.UTC);

  @TempDir private Path model;
  private Storage storage;
  private org.apache.hadoop.fs.Path path;

  @BeforeEach
  void open() {
    path = new org.apache.hadoop.fs.Path("file://" + model);
    storage = Storage.of(path, new Configuration());
  }

  /** A clock that only waiting moves on, and that tells who waits. */
  static final class Waiting implements Pace {

    private final List<Runnable> hearts = new ArrayList<>();
    private final Runnable meanwhile;
    private long nanos = Long.MAX_VALUE - 5;

    Waiting(Runnable meanwhile) {
      this.meanwhile = meanwhile;
    }

    @Override
    public long nanos() {
      return nanos;
    }

    @Override
    public void pause(Duration pause) {
      nanos += pause.toNanos();
      meanwhile.run();
    }

    @Override
    public void beside(String name, Runnable work) {
      hearts.add(work);
    }

    long seconds() {
      return Duration.ofNanos(nanos - (Long.MAX_VALUE - 5)).toSeconds();
    }
  }

  @Test
  void aFreeLockIsTakenAtOnceAndGivenBack() throws IOException {
    Waiting pace = new Waiting(() -> {});
    for (int number = 1; number <= 3; number++) {
      try (ModelLock lock = take("train-a", pace)) {
        assertThat(lock.number()).isEqualTo(number);
        lock.requireHeld();
        assertThat(names("locks")).containsExactly("00000" + number);
        assertThat(names("locks/00000" + number)).hasSize(3).doesNotContain("released");
        assertThat(Files.readString(model.resolve("locks/00000" + number + "/holder.json")))
            .startsWith("{\n  \"format\" : 1,\n")
            .contains("\"work\" : \"train-a\"", "\"lease\" : \"PT1M\"");
      }
      assertThat(names("locks/00000" + number)).contains("released");
      assertThat(names(".staging/locks")).isEmpty();
    }
    assertThat(names(".staging/fenced")).isEmpty();
    assertThat(pace.seconds()).isZero();
  }

  @Test
  void aHolderThatIsAliveIsToldAndNotWaitedFor() {
    LockFolder folder = new LockFolder(storage, path);
    Claim claim = claim(folder, 1);
    Waiting pace = new Waiting(claim::beat);

    assertThatThrownBy(() -> take("train-b", pace))
        .isInstanceOf(BusyException.class)
        .hasMessage(
            String.format(
                Locale.ROOT,
                "file:%s is locked by %s, which is alive; run this again once that has ended, or let it wait (registry.lock.wait)",
                model,
                holder()))
        .hasMessageContaining("train-a of ")
        .hasMessageContaining("since 2024-02-29T12:00:00Z), which");
    assertThat(pace.seconds()).isEqualTo(10);
    assertThat(claim.isThere()).isTrue();
    assertThat(pace.hearts).isEmpty();
  }

  @Test
  void aHolderThatIsAliveIsWaitedForAsLongAsIsAsked() {
    Claim claim = claim(new LockFolder(storage, path), 1);
    Waiting alive = new Waiting(claim::beat);
    LockSettings settings = new LockSettings(LEASE, Duration.ofMinutes(10));

    assertThatThrownBy(() -> ModelLock.take(storage, path, "b", settings, alive))
        .isInstanceOf(BusyException.class);
    assertThat(alive.seconds()).isEqualTo(600);

    Waiting ends = new Waiting(claim::release);
    try (ModelLock lock = ModelLock.take(storage, path, "b", settings, ends)) {
      assertThat(lock.number()).isEqualTo(2);
      assertThat(ends.seconds()).isEqualTo(10);
    }
  }

  @Test
  void aHolderThatIsDeadIsTakenOverAfterItsLease() throws IOException {
    LockFolder folder = new LockFolder(storage, path);
    Claim dead = claim(folder, 1);
    Path work = model.resolve(relative(dead.work()));
    Files.createDirectory(work.resolve("version"));
    Files.writeString(work.resolve("version/half"), "half");
    Waiting pace = new Waiting(() -> {});

    try (ModelLock lock = take("train-b", pace)) {
      assertThat(lock.number()).isEqualTo(2);
      assertThat(pace.seconds()).isEqualTo(60);
      assertThat(names("locks")).containsExactly("000002");
      assertThat(names(".staging/fenced")).isEmpty();

      assertThat(dead.isThere()).isFalse();
      assertThat(dead.beat()).isFalse();
      dead.release();
      lock.requireHeld();
      assertThat(names("locks/000002")).doesNotContain("released");
    }
  }

  @Test
  void ofTwoLeasesTheLongerOneCounts() {
    claim(new LockFolder(storage, path), 1);
    Waiting pace = new Waiting(() -> {});
    LockSettings shorter = new LockSettings(Duration.ofSeconds(6), Duration.ZERO);

    ModelLock.take(storage, path, "b", shorter, pace).close();
    assertThat(pace.seconds()).isEqualTo(60);
  }

  @Test
  void whoWasTakenOverCommitsNothingAndIsTold() throws IOException {
    ModelLock first = take("train-a", new Waiting(() -> {}));
    org.apache.hadoop.fs.Path staged = first.stage("version");
    storage.write(new org.apache.hadoop.fs.Path(staged, "file"), new byte[1]);
    org.apache.hadoop.fs.Path status = new org.apache.hadoop.fs.Path(path, "status.json");
    first.replace(status, new byte[] {1});
    ModelLock second = take("train-b", new Waiting(() -> {}));
    org.apache.hadoop.fs.Path target = new org.apache.hadoop.fs.Path(path, "v000001");
    storage.makeFolder(target);

    for (org.apache.hadoop.fs.Path name : List.of(target, target.suffix("x"))) {
      assertThatThrownBy(() -> first.publish(staged, name))
          .isInstanceOf(BusyException.class)
          .hasMessageStartingWith("lock 1 of file:" + model + " was taken over by train-b of ")
          .hasMessageContaining("nothing that it does takes effect any more, so run it again");
    }
    assertThatThrownBy(first::requireHeld).isInstanceOf(BusyException.class);
    assertThatThrownBy(() -> first.stage("version")).isInstanceOf(BusyException.class);
    assertThatThrownBy(() -> first.replace(status, new byte[] {2}))
        .isInstanceOf(BusyException.class)
        .satisfies(
            busy -> assertThat(busy.getSuppressed()[0]).isInstanceOf(StorageException.class));
    first.close();

    assertThat(model.resolve("status.json")).hasBinaryContent(new byte[] {1});
    assertThat(names("")).containsExactly(".staging", "locks", "status.json", "v000001");
    assertThat(names("v000001")).isEmpty();
    second.requireHeld();
    second.close();
  }

  @Test
  void whatIsStagedIsPublishedOnceWhereTheNameIsFree() throws IOException {
    try (ModelLock lock = take("train-a", new Waiting(() -> {}))) {
      org.apache.hadoop.fs.Path staged = lock.stage("version");
      storage.write(new org.apache.hadoop.fs.Path(staged, "left"), new byte[1]);
      staged = lock.stage("version");
      storage.write(new org.apache.hadoop.fs.Path(staged, "file"), new byte[1]);
      storage.makeFolder(new org.apache.hadoop.fs.Path(path, "v000001"));

      assertThat(lock.publish(staged, new org.apache.hadoop.fs.Path(path, "v000001")))
          .isEqualTo(Outcome.TAKEN);
      assertThat(lock.publish(staged, new org.apache.hadoop.fs.Path(path, "v000002")))
          .isEqualTo(Outcome.PUBLISHED);
      assertThat(names("v000002")).containsExactly("file");
      lock.stage("another");
    }
    try (var work = Files.newDirectoryStream(model.resolve("locks/000001"), "work-*")) {
      assertThat(work.iterator().next()).isEmptyDirectory();
    }
  }

  @Test
  void whoIsLateWithANumberThatWasUsedSinceGetsNothing() throws IOException {
    LockFolder folder = new LockFolder(storage, path);
    Claim first = claim(folder, 1);
    Claim second = claim(folder, 2);
    Claim third = claim(folder, 3);

    assertThat(folder.take(1, holder())).isEmpty();
    assertThat(folder.take(2, holder())).isEmpty();
    assertThat(folder.take(3, holder())).isEmpty();
    assertThat(first.isThere()).isFalse();
    assertThat(second.isThere()).isFalse();
    assertThat(third.isThere()).isTrue();
    assertThat(names("locks")).containsExactly("000003");
    assertThat(names(".staging/locks")).isEmpty();
    folder.sweep();
    assertThat(names(".staging/fenced")).isEmpty();
  }

  @Test
  void aHeartBeatsUntilTheLockIsGivenBackOrTakenOver() {
    LockFolder folder = new LockFolder(storage, path);
    Claim claim = claim(folder, 1);
    List<String> signs = new ArrayList<>();
    Waiting pace =
        new Waiting(
            () -> {
              signs.add(folder.look().sign().orElseThrow());
              if (signs.size() == 5) {
                claim.release();
              }
            });
    new Heart(claim, AT_ONCE.interval(), pace).run();
    assertThat(signs).hasSize(5).doesNotHaveDuplicates();
    assertThat(folder.look().isFree()).isTrue();

    Claim other = claim(folder, 2);
    new Heart(other, AT_ONCE.interval(), new Waiting(() -> claim(folder, 3))).run();
    assertThat(other.isThere()).isFalse();
  }

  /** Storage was away for the holder alone, or for longer than for whoever took the lock over. */
  @Test
  void whoCouldGiveNoSignOfLifeGoesOnAndFindsOutWithTheFirstThatHeGives() {
    Waiting first = new Waiting(() -> {});
    ModelLock lock = take("train-a", first);
    ModelLock other = take("train-b", new Waiting(() -> {}));
    lock.requireNotLost();
    org.apache.hadoop.fs.Path target = new org.apache.hadoop.fs.Path(path, "status.json");
    assertThatThrownBy(() -> lock.replace(target, new byte[1]))
        .as("nothing that it does takes effect, whatever it knows")
        .isInstanceOf(BusyException.class);

    first.hearts.get(0).run();
    assertThatThrownBy(lock::requireNotLost)
        .isInstanceOf(BusyException.class)
        .hasMessageStartingWith("lock 1 of file:" + model + " was taken over by train-b of ");
    other.requireNotLost();
    lock.close();
    other.requireHeld();
    other.close();
  }

  /** As after a rename whose answer was lost. */
  @Test
  void aSignOfLifeThatCameToPassUnseenIsFoundAgain() throws IOException {
    LockFolder folder = new LockFolder(storage, path);
    Claim claim = claim(folder, 1);
    String sign = folder.look().sign().orElseThrow();
    Path lock = model.resolve("locks/000001");
    Files.move(lock.resolve(sign), lock.resolve(sign.replace("-000000000", "-000000001")));

    assertThat(claim.beat()).isTrue();
    assertThat(claim.beat()).isTrue();
    assertThat(folder.look().sign()).contains(sign.replace("-000000000", "-000000002"));
    Files.move(
        lock.resolve(sign.replace("-000000000", "-000000002")),
        lock.resolve(sign.replace("-000000000", "-000000003")));
    claim.release();
    assertThat(folder.look().isFree()).isTrue();
  }

  @Test
  void aHolderThatCannotBeReadHoldsAllTheSame() throws IOException {
    Claim claim = claim(new LockFolder(storage, path), 1);
    Files.writeString(model.resolve("locks/000001/holder.json"), "{ cut");

    assertThatThrownBy(() -> take("train-b", new Waiting(claim::beat)))
        .isInstanceOf(BusyException.class)
        .hasMessageContaining("is locked by another process, which is alive");
    Waiting pace = new Waiting(() -> {});
    take("train-b", pace).close();
    assertThat(pace.seconds()).isEqualTo(60);
  }

  private ModelLock take(String work, Pace pace) {
    return ModelLock.take(storage, path, work, AT_ONCE, pace);
  }

  private static Claim claim(LockFolder folder, int number) {
    return folder.take(number, holder()).orElseThrow();
  }

  private static Holder holder() {
    return Holder.of("train-a", LEASE, CLOCK);
  }

  private String relative(org.apache.hadoop.fs.Path of) {
    return model.relativize(Path.of(of.toUri().getPath())).toString();
  }

  private List<String> names(String of) throws IOException {
    return OutputFolderTest.names(model.resolve(of));
  }
}
