package io.chronoshard.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.commons.math3.random.MersenneTwister;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Processes that hold a lock in turns are stopped while they do, until others have gone on without
 * them, and then wake up: nothing that they do takes effect any more.
 */
abstract class StoppedLaws {

  private static final int HOLDERS = 6;
  private static final int STOPS = 6;

  @TempDir private java.nio.file.Path logs;

  /** A model's folder, which is not there yet. */
  abstract Path root();

  abstract Configuration hadoop();

  @Test
  void whoIsStoppedWhileHeHoldsTheLockCommitsNothingMore() throws Exception {
    MersenneTwister random = new MersenneTwister(new int[] {5});
    List<Process> holders = new ArrayList<>();
    try {
      for (int i = 0; i < HOLDERS; i++) {
        holders.add(
            new TestProcess(logs)
                .start(
                    HoldingProcess.class,
                    root().toString(),
                    String.format(Locale.ROOT, "%.2f", 0.6 + 1.2 * random.nextDouble())));
      }
      await(holders, 2);
      for (int stop = 0; stop < STOPS; stop++) {
        long pid = holder();
        signal("STOP", pid);
        await(holders, newest() + 3);
        signal("CONT", pid);
      }
    } finally {
      holders.forEach(Process::destroyForcibly);
      for (Process holder : holders) {
        holder.waitFor();
      }
    }

    Storage storage = Storage.of(root(), hadoop());
    List<Integer> numbers = HoldingProcess.commits(storage, root()).numbers();
    assertThat(numbers)
        .containsExactlyElementsOf(IntStream.rangeClosed(1, numbers.size()).boxed().toList());
    for (int number : numbers) {
      assertThat(storage.names(HoldingProcess.commits(storage, root()).path(number)))
          .containsExactly("commit");
    }
    assertThat(Files.readAllLines(logs.resolve("process.log"))).contains(HoldingProcess.LOST);
  }

  /** Waits until so many commits are there; all go on meanwhile. */
  private void await(List<Process> holders, int commits) throws InterruptedException {
    while (newest() < commits) {
      for (Process holder : holders) {
        assertThat(holder.waitFor(10, TimeUnit.MILLISECONDS))
            .as("a holder has ended: %s", logs.resolve("process.log"))
            .isFalse();
      }
    }
  }

  private int newest() {
    return HoldingProcess.commits(Storage.of(root(), hadoop()), root()).newest().orElse(0);
  }

  /** The process that has the lock just now. */
  private long holder() {
    LockFolder folder = new LockFolder(Storage.of(root(), hadoop()), root());
    while (true) {
      LockFolder.Seen seen = folder.look();
      Optional<Holder> holder = seen.isFree() ? Optional.empty() : folder.holder(seen.number());
      if (holder.isPresent()) {
        return holder.get().pid();
      }
    }
  }

  private static void signal(String name, long pid) throws IOException, InterruptedException {
    Process kill = new ProcessBuilder("kill", "-" + name, String.valueOf(pid)).inheritIO().start();
    assertThat(kill.waitFor()).isZero();
  }
}
