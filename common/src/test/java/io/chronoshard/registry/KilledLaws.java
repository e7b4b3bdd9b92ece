package io.chronoshard.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.chronoshard.config.LockSettings;
import io.chronoshard.config.VersionChoice;
import io.chronoshard.registry.PruneRules.Damaged;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.commons.math3.random.MersenneTwister;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A process that publishes, promotes and prunes is killed: what it leaves is whole, and goes on.
 */
abstract class KilledLaws {

  private static final int MOMENTS = 2;

  @TempDir private java.nio.file.Path logs;

  /** A registry, which is not there yet. */
  abstract Path root();

  abstract Configuration hadoop();

  @Test
  void aWriterMayBeKilledAtAnyMoment() throws IOException, InterruptedException {
    MersenneTwister random = new MersenneTwister(new int[] {3});
    for (int moment = 0; moment < MOMENTS; moment++) {
      Process writer =
          new TestProcess(logs).start(Writer.class, root().toString(), String.valueOf(moment));
      try {
        int enough = newestPromotion() + 4 + random.nextInt(8);
        while (newestPromotion() < enough) {
          assertThat(writer.waitFor(10, TimeUnit.MILLISECONDS))
              .as("the writer has ended: %s", logs.resolve("process.log"))
              .isFalse();
        }
      } finally {
        writer.destroyForcibly().waitFor();
      }

      assertWhole();
      try (ModelLock lock =
          registry().lock("next", new LockSettings(Duration.ofSeconds(1), Duration.ZERO))) {
        registry().publish(Versions.of("next-" + moment, moment));
        registry().pruning().prune(new PruneRules(3, Set.of(), Damaged.KEPT), lock);
        assertThat(names(".staging/fenced")).isEmpty();
      }
      assertWhole();
      assertThat(names("locks")).hasSize(1);
    }
  }

  private void assertWhole() {
    VersionListing listing = registry().list();
    assertThat(listing.unusable()).isEmpty();
    Set<Integer> used = new TreeSet<>();
    for (VersionSummary summary : listing.versions()) {
      used.add(summary.number());
      assertThat(
              registry()
                  .version(new VersionChoice.Numbered(summary.number()))
                  .contents()
                  .provenance()
                  .runId())
          .isEqualTo(summary.runId());
    }
    names("pruned").forEach(name -> used.add(Integer.valueOf(name)));
    assertThat(used)
        .containsExactlyElementsOf(IntStream.rangeClosed(1, used.size()).boxed().toList());
    assertThat(registry().champion()).isPresent();
    assertThat(registry().promotions().all())
        .extracting(Promotion::number)
        .containsExactlyElementsOf(IntStream.rangeClosed(1, newestPromotion()).boxed().toList());
  }

  private int newestPromotion() {
    return names("promotions").stream().mapToInt(Integer::parseInt).max().orElse(0);
  }

  private List<String> names(String of) {
    Path path = new Path(registry().path(), of);
    return Storage.of(path, hadoop()).names(path);
  }

  private ModelRegistry registry() {
    return ModelRegistry.open(root().toString(), "pump", hadoop());
  }
}
