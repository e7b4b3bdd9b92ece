package io.chronoshard.train.plan;

/**
 * Something that a cluster does not have enough of.
 *
 * @param kind how bad that is
 * @param text what, with both numbers, and what to change
 */
public record Shortage(Kind kind, String text) {

  /** How bad it is. */
  public enum Kind {
    /** The training cannot run. */
    DOES_NOT_FIT,
    /** It runs, but slower than it could, or with little to spare. */
    IS_TIGHT
  }
}
