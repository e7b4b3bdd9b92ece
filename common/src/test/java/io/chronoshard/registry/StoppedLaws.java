package io.chronoshard.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.chronoshard.config.LockSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Processes that hold a lock are stopped, or told to end. Six processes are stopped six times here;
 * {@code scripts/soak registry} stops fifty, or as many as it is told, on a disk and on HDFS.
 */
abstract class StoppedLaws {

  private static final LockSettings SETTINGS = new LockSettings(Duration.ofDays(1), Duration.ZERO);

  @TempDir private java.nio.file.Path logs;

  /** A folder, which is not there yet. */
  abstract Path root();

  abstract Configuration hadoop();

  /** Nothing that they do when they wake up takes effect any more. */
  @Test
  void whoIsStoppedWhileHeHoldsTheLockCommitsNothingMore() throws Exception {
    StoppedHolders.Came came =
        new StoppedHolders(logs, new Path(root(), "stopped"), hadoop()).run(6, 6, 5);

    assertThat(came.lost()).isPositive();
  }

  /** Its lease of a day is not waited for. */
  @Test
  void whoIsToldToEndGivesTheLockBackAtOnce() throws Exception {
    Path model = new Path(root(), "ended");
    Process holder = new TestProcess(logs).start(KeepingProcess.class, model.toString());
    try {
      while (!log().contains(KeepingProcess.HELD)) {
        assertThat(holder.waitFor(10, TimeUnit.MILLISECONDS)).as("%s", log()).isFalse();
      }
      StoppedHolders.signal("TERM", holder.pid());
      assertThat(holder.waitFor()).as("%s", log()).isEqualTo(128 + 15);
    } finally {
      holder.destroyForcibly();
    }

    Storage storage = Storage.of(model, hadoop());
    assertThat(new LockFolder(storage, model).look().names()).contains(Claim.RELEASED);
    ModelLockTest.Waiting pace = new ModelLockTest.Waiting(() -> {});
    try (ModelLock next = ModelLock.take(storage, model, "next", SETTINGS, pace)) {
      assertThat(next.number()).isEqualTo(2);
    }
    assertThat(pace.seconds()).isZero();
  }

  private List<String> log() throws IOException {
    return Files.readAllLines(logs.resolve("process.log"));
  }
}
