package io.chronoshard.registry;

import java.util.Optional;

/**
 * Why a version is promoted: what a run has decided. Its hash stands in the promotion, so that
 * whoever signs the one signs the other.
 *
 * @param runId the run, where one did
 * @param decision the bytes of its file, where there is one
 */
record PromotionGround(Optional<String> runId, Optional<byte[]> decision) {

  /** Beside the promotion. */
  static final String FILE = "decision.json";

  static final int LIMIT = 64 << 20;

  /** An operator wants it. */
  static final PromotionGround NONE = new PromotionGround(Optional.empty(), Optional.empty());

  /** A run wants it, and says nothing more. */
  static PromotionGround of(String runId) {
    return new PromotionGround(Optional.of(runId), Optional.empty());
  }

  /** What a run has decided. */
  static PromotionGround of(String runId, Object decision) {
    return new PromotionGround(Optional.of(runId), Optional.of(Json.bytes(decision)));
  }

  /** SHA-256 of the decision. */
  Optional<String> hash() {
    return decision.map(Sha256::of);
  }
}
