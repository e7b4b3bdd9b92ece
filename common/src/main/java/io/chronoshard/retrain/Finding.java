package io.chronoshard.retrain;

import io.chronoshard.config.QualitySettings.Rule;

/**
 * Something about new data that an operator is to know.
 *
 * @param kind what it is
 * @param rule what follows
 * @param sentence what an operator reads
 */
public record Finding(Kind kind, Rule rule, String sentence) {

  /** What can be found, by the key of its rule. */
  public enum Kind {
    NEW_STEPS,
    LATE,
    UNKNOWN,
    DROPPED,
    DEAD,
    STEP,
    DRIFT,
    GONE,
    ADDED,
    ENDED,
    REVISED
  }
}
