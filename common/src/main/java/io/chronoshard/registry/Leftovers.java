package io.chronoshard.registry;

import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.apache.hadoop.fs.Path;

/**
 * What processes that died have staged and never published. What is old by the storage's own clock
 * is no longer being written: no machine's clock is compared with another's.
 */
record Leftovers(Storage storage, Path staging) {

  /** Longer than any process takes from the first file that it stages to the last. */
  static final Duration OLD = Duration.ofDays(7);

  private static final List<String> KINDS = List.of("versions", "promotions", "locks");

  /** Removes what is old. */
  void remove() {
    long now = storage.now(staging);
    for (String name : storage.names(staging)) {
      Path probe = new Path(staging, name);
      if (name.startsWith(Storage.PROBE) && isOld(probe, now)) {
        storage.delete(probe);
      }
    }
    for (String kind : KINDS) {
      Path parent = new Path(staging, kind);
      for (String name : storage.names(parent)) {
        Path folder = new Path(parent, name);
        if (isOld(folder, now)) {
          Staging.discard(storage, folder);
        }
      }
    }
  }

  private boolean isOld(Path path, long now) {
    OptionalLong modified = storage.modified(path);
    return modified.isPresent() && now - modified.getAsLong() > OLD.toMillis();
  }
}
