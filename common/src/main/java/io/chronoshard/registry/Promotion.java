package io.chronoshard.registry;

import java.time.Instant;
import java.util.Optional;

/**
 * One promotion: from then on a version is the champion, until another one is promoted.
 *
 * @param number from 1, without gaps; the promotion in force before is the one before it
 * @param version the version that is used from here on
 * @param restores the earlier promotion that a rollback went back to; nothing where it is none
 * @param runId the run that promoted it, where a run did
 * @param decision SHA-256 of what that run has decided, where it has
 * @param operator the user whose process promoted it
 * @param promoted when, by that process' clock
 */
public record Promotion(
    int number,
    int version,
    Optional<Integer> restores,
    Optional<String> runId,
    Optional<String> decision,
    String operator,
    Instant promoted) {

  /** The promotion whose version it is: itself, or of a rollback the one that it went back to. */
  int effective() {
    return restores.orElse(number);
  }
}
