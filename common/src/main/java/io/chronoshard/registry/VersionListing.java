package io.chronoshard.registry;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The versions of a model.
 *
 * @param versions the oldest first
 * @param damaged versions that cannot tell about themselves, by number, each with what is wrong
 */
public record VersionListing(List<VersionSummary> versions, Map<Integer, String> damaged) {

  /** Copies what it is given. */
  public VersionListing {
    versions = List.copyOf(versions);
    damaged = new TreeMap<>(damaged);
  }
}
