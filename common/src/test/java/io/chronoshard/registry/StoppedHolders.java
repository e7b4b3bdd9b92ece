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

/**
 * Processes that hold a lock in turns, by clocks that are fast or slow, and are stopped while they
 * do, until others have gone on without them; then they wake up.
 *
 * @param logs where what they print goes
 * @param model a model's folder, which is not there yet
 */
record StoppedHolders(java.nio.file.Path logs, Path model, Configuration hadoop) {

  /**
   * What came of it.
   *
   * @param commits that took effect
   * @param lost how often a holder was told that its lock was taken over
   */
  record Came(int commits, long lost) {}

  /** Lets them run, and sees to it that no commit of one is lost to another. */
  Came run(int processes, int stops, int seed) throws IOException, InterruptedException {
    MersenneTwister random = new MersenneTwister(new int[] {seed});
    List<Process> holders = new ArrayList<>();
    try {
      for (int i = 0; i < processes; i++) {
        holders.add(
            new TestProcess(logs)
                .start(
                    HoldingProcess.class,
                    model.toString(),
                    String.format(Locale.ROOT, "%.2f", 0.6 + 1.2 * random.nextDouble())));
      }
      await(holders, 2);
      for (int stop = 0; stop < stops; stop++) {
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
    return came();
  }

  private Came came() throws IOException {
    Storage storage = Storage.of(model, hadoop);
    List<Integer> numbers = HoldingProcess.commits(storage, model).numbers();
    assertThat(numbers)
        .containsExactlyElementsOf(IntStream.rangeClosed(1, numbers.size()).boxed().toList());
    for (int number : numbers) {
      assertThat(storage.names(HoldingProcess.commits(storage, model).path(number)))
          .containsExactly("commit");
    }
    long lost = Files.readAllLines(log()).stream().filter(HoldingProcess.LOST::equals).count();
    return new Came(numbers.size(), lost);
  }

  /** Waits until so many commits are there; all go on meanwhile. */
  private void await(List<Process> holders, int commits) throws InterruptedException {
    while (newest() < commits) {
      for (Process holder : holders) {
        assertThat(holder.waitFor(10, TimeUnit.MILLISECONDS))
            .as("a holder has ended: %s", log())
            .isFalse();
      }
    }
  }

  private int newest() {
    return HoldingProcess.commits(Storage.of(model, hadoop), model).newest().orElse(0);
  }

  /** The process that has the lock just now. */
  private long holder() {
    LockFolder folder = new LockFolder(Storage.of(model, hadoop), model);
    while (true) {
      LockFolder.Seen seen = folder.look();
      Optional<Holder> holder = seen.isFree() ? Optional.empty() : folder.holder(seen.number());
      if (holder.isPresent()) {
        return holder.get().pid();
      }
    }
  }

  private java.nio.file.Path log() {
    return logs.resolve("process.log");
  }

  static void signal(String name, long pid) throws IOException, InterruptedException {
    Process kill = new ProcessBuilder("kill", "-" + name, String.valueOf(pid)).inheritIO().start();
    assertThat(kill.waitFor()).isZero();
  }
}
