package io.chronoshard.split;

/** A chronological part of a history. */
public enum Part {
  TRAINING,
  VALIDATION,
  TEST
}
