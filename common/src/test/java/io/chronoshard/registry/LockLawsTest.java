package io.chronoshard.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.chronoshard.config.LockSettings;
import io.chronoshard.error.BusyException;
import io.chronoshard.registry.Medium.Outcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whoever holds the lock sees all that was committed before, and nobody else commits anything until
 * the next holder has seen all of his: whatever the interleaving, however wrong their clocks are,
 * and whoever is stopped or killed between any two operations.
 */
class LockLawsTest {

  private static final int SEEDS = 60;
  private static final int HOLDERS = 5;
  private static final int ROUNDS = 3;
  private static final LockSettings SETTINGS =
      new LockSettings(Duration.ofSeconds(1), Duration.ZERO);

  @TempDir private Path folder;

  @Test
  void atMostOneHoldersWritesTakeEffect() throws IOException {
    int lost = 0;
    long killed = 0;
    for (int seed = 0; seed < SEEDS; seed++) {
      org.apache.hadoop.fs.Path model =
          new org.apache.hadoop.fs.Path(folder.resolve("seed-" + seed).toString());
      Turns turns = new Turns(seed);
      List<Turns.Machine> machines = new ArrayList<>();
      List<Commits> commits = new ArrayList<>();
      for (int i = 0; i < HOLDERS; i++) {
        Turns.Machine machine = turns.new Machine(speed(seed, i), (seed + 1L) * i * 1_000_003L);
        Commits own = new Commits(model, machine, "seed " + seed + ", holder " + i);
        machines.add(machine);
        commits.add(own);
        machine.beside("holder " + i, own);
      }
      turns.run(
          random -> {
            if (random.nextInt(150) == 0) {
              Turns.Machine some = machines.get(random.nextInt(HOLDERS));
              if (random.nextInt(12) == 0) {
                some.kill();
              } else {
                some.stop(Duration.ofMillis(random.nextInt(4000)));
              }
            }
          });

      Storage storage = Storage.of(model, new Configuration());
      List<Integer> numbers = commitsOf(storage, model).numbers();
      assertThat(numbers)
          .as("seed %d", seed)
          .containsExactlyElementsOf(IntStream.rangeClosed(1, numbers.size()).boxed().toList());
      assertThat(numbers.size())
          .as("seed %d", seed)
          .isGreaterThanOrEqualTo(commits.stream().mapToInt(one -> one.told).sum());
      lost += commits.stream().mapToInt(one -> one.lost).sum();
      killed += machines.stream().filter(Turns.Machine::isKilled).count();
      assertThat(OutputFolderTest.names(folder.resolve("seed-" + seed).resolve("locks")))
          .as("seed %d", seed)
          .isNotEmpty();
    }
    // What the law is about has come to pass.
    assertThat(lost).isGreaterThan(SEEDS / 2);
    assertThat(killed).isGreaterThan(SEEDS / 4);
  }

  private static double speed(int seed, int holder) {
    return 0.5 * Math.scalb(1.0, (seed + holder) % 3);
  }

  private static NumberedFolders commitsOf(Storage storage, org.apache.hadoop.fs.Path model) {
    return new NumberedFolders(storage, new org.apache.hadoop.fs.Path(model, "commits"), "");
  }

  /** Takes the lock again and again and commits the number after the newest that it sees then. */
  private static final class Commits implements Runnable {

    private final org.apache.hadoop.fs.Path model;
    private final Turns.Machine machine;
    private final String name;
    private int told;
    private int lost;

    Commits(org.apache.hadoop.fs.Path model, Turns.Machine machine, String name) {
      this.model = model;
      this.machine = machine;
      this.name = name;
    }

    @Override
    public void run() {
      Storage storage = Storage.of(model, GatedFileSystem.configuration());
      NumberedFolders commits = commitsOf(storage, model);
      for (int round = 0; round < ROUNDS; ) {
        boolean isHeld = false;
        try (ModelLock lock = ModelLock.take(storage, model, name, SETTINGS, machine)) {
          isHeld = true;
          int newest = commits.newest().orElse(0);
          for (int i = 0; i < 2; i++) {
            org.apache.hadoop.fs.Path staged = lock.stage("commit");
            lock.guarded(() -> write(storage, staged, name));
            assertThat(lock.publish(staged, commits.path(++newest)))
                .as(name)
                .isEqualTo(Outcome.PUBLISHED);
            told++;
          }
          round++;
        } catch (BusyException e) {
          lost += isHeld ? 1 : 0;
          machine.pause(Duration.ofMillis(300));
        }
      }
    }

    private static String write(Storage storage, org.apache.hadoop.fs.Path staged, String name) {
      storage.write(
          new org.apache.hadoop.fs.Path(staged, "by"), name.getBytes(StandardCharsets.UTF_8));
      return name;
    }
  }
}
