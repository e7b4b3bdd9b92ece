package io.chronoshard.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chronoshard.config.LockSettings;
import io.chronoshard.config.VersionChoice;
import io.chronoshard.error.StorageException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The disk is full after the n-th write, for every n: that is told, nothing is half there, and once
 * there is room again the same is done to its end.
 */
class FullDiskTest {

  private static final LockSettings AT_ONCE =
      new LockSettings(Duration.ofSeconds(60), Duration.ZERO);

  @TempDir private Path disk;

  @Test
  void aVersionIsThereWholeOrNotAtAll() {
    VersionContents first = Versions.of("run-1", 1);
    VersionContents second = Versions.of("run-2", 2);
    int room = 0;
    for (boolean full = true; full; room++) {
      Path root = disk.resolve("publish-" + room);
      ModelRegistry roomy = open(root, new Configuration());
      roomy.publish(first);

      Optional<StorageException> failure =
          FullDisk.fails(room, () -> publish(open(root, FullDisk.configuration()), second));

      full = failure.isPresent();
      failure.ifPresent(FullDiskTest::assertTold);
      assertThat(roomy.numbers()).as("room for %d", room).startsWith(1).hasSizeLessThan(3);
      assertWhole(roomy, room);
      assertThat(publish(roomy, second)).as("room for %d", room).isEqualTo(2);
      assertThat(roomy.numbers()).as("room for %d", room).containsExactly(1, 2);
      assertWhole(roomy, room);
    }
    assertThat(room).isGreaterThan(18);
  }

  @Test
  void aPromotionIsInForceOrNot() {
    Path root = disk.resolve("promote");
    ModelRegistry roomy = open(root, new Configuration());
    for (int i = 1; i <= 2; i++) {
      roomy.publish(Versions.of("run-" + i, i));
    }
    int room = 0;
    for (boolean full = true; full; room++) {
      Optional<StorageException> failure =
          FullDisk.fails(room, () -> open(root, FullDisk.configuration()).promotions().promote(2));

      full = failure.isPresent();
      failure.ifPresent(FullDiskTest::assertTold);
      assertThat(roomy.champion()).as("room for %d", room).contains(full ? 1 : 2);
    }
    assertThat(room).isGreaterThan(3);
    assertThat(roomy.promotions().all())
        .extracting(Promotion::number)
        .containsExactlyElementsOf(IntStream.rangeClosed(1, 2).boxed().toList());
  }

  /** Hadoop tells that as a defect of its own. */
  @Test
  void whatTheSystemHasNoRoomForIsToldAsSuch() {
    org.apache.hadoop.fs.Path full = new org.apache.hadoop.fs.Path("file:///dev/full");
    Storage storage = Storage.of(full, new Configuration());

    assertThatThrownBy(() -> storage.write(full, new byte[1 << 17]))
        .isInstanceOfSatisfying(StorageException.class, FullDiskTest::assertTold);
    assertThatThrownBy(
            () -> {
              try (OutputStream out = storage.create(full)) {
                out.write(new byte[1 << 17]);
              }
            })
        .isInstanceOf(IOException.class)
        .hasMessage("No space left on device");
  }

  private static int publish(ModelRegistry registry, VersionContents contents) {
    // Free at once: a full disk keeps nobody from giving a lock back.
    try (ModelLock lock = registry.lock("a test", AT_ONCE)) {
      return registry.publish(contents, List.of(), lock);
    }
  }

  private static void assertTold(StorageException failure) {
    assertThat(failure.exitCode()).isEqualTo(4);
    assertThat(failure)
        .hasMessageContaining("cannot write ")
        .hasMessageContaining(
            "No space left on device; there is no room left, or a quota is used up; make room and"
                + " run this again");
  }

  private static void assertWhole(ModelRegistry registry, int room) {
    assertThat(registry.champion()).as("room for %d", room).contains(1);
    assertThat(registry.list().unusable()).as("room for %d", room).isEmpty();
    for (int number : registry.numbers()) {
      assertThat(
              registry.version(new VersionChoice.Numbered(number)).contents().provenance().seed())
          .as("room for %d", room)
          .isEqualTo(number);
    }
  }

  private static ModelRegistry open(Path root, Configuration hadoop) {
    return ModelRegistry.open("file://" + root, "pump", hadoop);
  }
}
