package io.chronoshard.gate;

import io.chronoshard.gate.PastTests.Spent;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * What the gate decided, with all numbers that it stands on.
 *
 * @param at the run date
 * @param outcome what becomes of the champion
 * @param promoted the challenger that replaces it; nothing where none does
 * @param sentence what was decided and why, in plain words
 * @param spent what the test of this decision spent, to be handed to the decisions after it;
 *     nothing where there was no test
 * @param forced who promoted against the gate, and why; nothing where nobody did
 * @param evidence what it stands on
 */
public record Decision(
    Instant at,
    Outcome outcome,
    Optional<String> promoted,
    String sentence,
    Optional<Spent> spent,
    Optional<Forced> forced,
    Evidence evidence) {

  /** What becomes of the champion. */
  public enum Outcome {
    /** A challenger replaces it. */
    PROMOTED,
    /** It stays, for no challenger passed. */
    STAYS,
    /** It stays, for nothing could be judged, or no test was due. */
    NOT_JUDGED
  }

  /**
   * A promotion against the gate.
   *
   * @param who asked for it
   * @param why in their words
   */
  public record Forced(String who, String why) {}

  /** Checks that who is promoted is named. */
  public Decision {
    if ((outcome == Outcome.PROMOTED) != promoted.isPresent()) {
      throw new IllegalArgumentException(outcome + " with " + promoted);
    }
  }

  /** Of a champion that stays. */
  static Decision staying(Instant at, Outcome outcome, String why, Evidence evidence) {
    return new Decision(
        at,
        outcome,
        Optional.empty(),
        "The champion stays: " + why,
        Optional.empty(),
        Optional.empty(),
        evidence);
  }

  /** The same after a test. */
  Decision spending(Spent test) {
    return new Decision(at, outcome, promoted, sentence, Optional.of(test), forced, evidence);
  }

  /**
   * The same with a challenger promoted against it. What the test has spent stays spent.
   *
   * @param challenger one of those that passed all checks; the first of {@link Evidence#ranking} is
   *     the best
   */
  public Decision forced(String challenger, Forced by) {
    if (!evidence.ranking().contains(challenger)) {
      throw new IllegalArgumentException(challenger + " is none of " + evidence.ranking());
    }
    return new Decision(
        at,
        Outcome.PROMOTED,
        Optional.of(challenger),
        String.format(
            Locale.ROOT,
            "%s is promoted against the gate by %s: %s. The gate said: %s",
            challenger,
            by.who(),
            by.why(),
            sentence),
        spent,
        Optional.of(by),
        evidence);
  }
}
