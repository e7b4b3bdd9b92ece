package io.chronoshard.retrain;

import io.chronoshard.gate.Decision.Forced;
import java.util.Optional;

/**
 * What an operator allows a night to do.
 *
 * @param promotion whether the champion may be replaced
 * @param force who wants the best challenger promoted against rules and gate, and why
 */
public record Mandate(Promotion promotion, Optional<Forced> force) {

  /** Rules and gate decide. */
  public static final Mandate USUAL = new Mandate(Promotion.ALLOWED, Optional.empty());

  /** Whether the champion may be replaced. */
  public enum Promotion {
    ALLOWED,
    /** What would be done is decided and told, and not done. */
    ONLY_TOLD
  }
}
