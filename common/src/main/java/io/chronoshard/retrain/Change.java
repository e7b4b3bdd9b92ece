package io.chronoshard.retrain;

/**
 * How a channel is another one than it was.
 *
 * @param size in robust deviations; 0 where nothing is as large as it must be, infinite where
 *     nothing ever changed before, and NaN where too little is known to tell
 * @param from the first step of the stretch in which it is so
 */
public record Change(double size, long from) {

  /** Too little is known. */
  static final Change UNKNOWN = new Change(Double.NaN, 0);

  /** Nothing is as large as it must be. */
  static final Change NONE = new Change(0, 0);

  /** The larger one; of two alike this one. */
  Change or(Change other) {
    return other.size > size ? other : this;
  }
}
