package io.chronoshard.retrain;

/** How long a channel stays as it is, of known values in the order of their steps. */
final class Unchanged {

  private float value = Float.NaN;
  private long since;
  private long longest;
  private long longestFrom;
  private long longestBefore;
  private final long newFrom;

  /**
   * Of a channel.
   *
   * @param newFrom the first new step
   */
  Unchanged(long newFrom) {
    this.newFrom = newFrom;
  }

  void add(long step, float known) {
    if (known != value) {
      value = known;
      since = step;
    }
    long steps = step - since + 1;
    if (step >= newFrom) {
      if (steps > longest) {
        longest = steps;
        longestFrom = since;
      }
    } else {
      longestBefore = Math.max(longestBefore, steps);
    }
  }

  /** Steps of the longest time that reaches into what is new. */
  long longest() {
    return longest;
  }

  /** The first step of that. */
  long longestFrom() {
    return longestFrom;
  }

  /**
   * Steps of the longest time before that. What is unchanged since then is not what was usual: that
   * is told by how long it was until the new steps began.
   */
  long longestBefore() {
    return longestBefore;
  }
}
