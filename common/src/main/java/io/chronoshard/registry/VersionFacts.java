package io.chronoshard.registry;

import io.chronoshard.registry.VersionSummary.Standing;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a version tells about itself, its networks unopened.
 *
 * @param number from 1
 * @param standing whether it is in use
 * @param provenance where it comes from
 * @param metrics how its training went
 * @param files bytes of each, as its manifest says
 * @param signature who has signed it
 * @param refusal why it would not be used as the champion that it is, where its promotion is not
 *     signed as it must be
 */
public record VersionFacts(
    int number,
    Standing standing,
    Provenance provenance,
    Metrics metrics,
    Map<String, Long> files,
    SignedBy signature,
    Optional<String> refusal) {

  /** Sorts the files. */
  public VersionFacts {
    files = new TreeMap<>(files);
  }

  /** Bytes of all files. */
  public long bytes() {
    return files.values().stream().mapToLong(Long::longValue).sum();
  }
}
