package io.chronoshard.registry;

import io.chronoshard.config.LockSettings;
import io.chronoshard.error.BusyException;
import io.chronoshard.registry.PruneRules.Damaged;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.apache.commons.math3.random.MersenneTwister;
import org.apache.hadoop.conf.Configuration;

/** A process that publishes, promotes, rolls back and prunes until it is killed. */
public final class Writer {

  private static final LockSettings SETTINGS =
      new LockSettings(Duration.ofSeconds(1), Duration.ofDays(1));
  private static final PruneRules RULES = new PruneRules(2, Set.of(), Damaged.KEPT);

  private Writer() {}

  /** Takes the registry's path and a seed. */
  public static void main(String[] arguments) {
    ModelRegistry registry = ModelRegistry.open(arguments[0], "pump", new Configuration());
    int seed = Integer.parseInt(arguments[1]);
    MersenneTwister random = new MersenneTwister(seed);
    for (int i = 0; true; i++) {
      VersionContents contents = Versions.of("run-" + seed + "-" + i, i);
      if (i % 2 == 0) {
        registry.publish(contents);
      } else {
        try (ModelLock lock = registry.lock("writer", SETTINGS)) {
          registry.publish(contents, List.of(), lock);
          registry.pruning().prune(RULES, lock);
        }
      }
      List<VersionSummary> versions = registry.list().versions();
      try {
        registry.promotions().promote(versions.get(random.nextInt(versions.size())).number());
      } catch (BusyException e) {
        // promoted by another process meanwhile
      }
    }
  }
}
