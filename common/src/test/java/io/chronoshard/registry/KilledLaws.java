package io.chronoshard.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.chronoshard.config.LockSettings;
import io.chronoshard.registry.PruneRules.Damaged;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.commons.math3.random.MersenneTwister;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A process that publishes, promotes and prunes is killed: what it leaves is whole, and goes on.
 */
abstract class KilledLaws {

  private static final int MOMENTS = 3;

  @TempDir private java.nio.file.Path logs;

  /** A registry, which is not there yet. */
  abstract Path root();

  abstract Configuration hadoop();

  /** Each is killed a random part of a round after a promotion: two, of which one is locked. */
  @Test
  void aWriterMayBeKilledAtAnyMoment() throws IOException, InterruptedException {
    WholeRegistry whole = new WholeRegistry(root(), hadoop());
    MersenneTwister random = new MersenneTwister(new int[] {3});
    for (int moment = 0; moment < MOMENTS; moment++) {
      Process writer =
          new TestProcess(logs).start(Writer.class, root().toString(), String.valueOf(moment));
      try {
        int started = await(writer, whole, whole.newestPromotion() + 1);
        long begin = System.nanoTime();
        int reached = await(writer, whole, started + 4);
        long round = 2 * (System.nanoTime() - begin) / (reached - started);
        assertGoesOn(writer, (long) (random.nextDouble() * round));
      } finally {
        writer.destroyForcibly().waitFor();
      }

      whole.require();
      ModelRegistry registry = whole.registry();
      try (ModelLock lock =
          registry.lock("next", new LockSettings(Duration.ofSeconds(1), Duration.ZERO))) {
        registry.publish(Versions.of("next-" + moment, moment));
        registry.pruning().prune(new PruneRules(3, Set.of(), Damaged.KEPT), lock);
        whole.requireSwept();
      }
      whole.requireSwept();
    }
  }

  /** Waits until so many promotions are there; says how many there are then. */
  private int await(Process writer, WholeRegistry whole, int promotions)
      throws InterruptedException {
    int newest = whole.newestPromotion();
    while (newest < promotions) {
      assertGoesOn(writer, TimeUnit.MILLISECONDS.toNanos(10));
      newest = whole.newestPromotion();
    }
    return newest;
  }

  private void assertGoesOn(Process writer, long nanos) throws InterruptedException {
    assertThat(writer.waitFor(nanos, TimeUnit.NANOSECONDS))
        .as("the writer has ended: %s", logs.resolve("process.log"))
        .isFalse();
  }
}
