package io.chronoshard.registry;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The versions of a model.
 *
 * @param versions the oldest first
 * @param unusable versions that are damaged or of another release, by number, each with what is
 *     wrong
 * @param refusal why the champion would not be used, where its promotion is not signed as it must
 *     be
 */
public record VersionListing(
    List<VersionSummary> versions, Map<Integer, String> unusable, Optional<String> refusal) {

  /** Copies what it is given. */
  public VersionListing {
    versions = List.copyOf(versions);
    unusable = new TreeMap<>(unusable);
  }
}
