package io.chronoshard.registry;

import io.chronoshard.registry.VersionSummary.Standing;
import java.util.Optional;
import java.util.Set;

/**
 * Which versions are in use, and which were it.
 *
 * @param champion the version in use, where there is one
 * @param promoted all that were ever promoted
 * @param refusal why the champion would not be used, where its promotion is not signed as it must
 *     be
 */
record Standings(Optional<Integer> champion, Set<Integer> promoted, Optional<String> refusal) {

  /** Copies what it is given. */
  Standings {
    promoted = Set.copyOf(promoted);
  }

  /** Whether a version is in use. */
  Standing of(int number) {
    if (champion.equals(Optional.of(number))) {
      return Standing.CHAMPION;
    }
    return promoted.contains(number) ? Standing.FORMER : Standing.KEPT;
  }
}
