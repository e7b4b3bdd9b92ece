package io.chronoshard.clean;

/**
 * A limit to how fast a channel changes: a value is refused where it is too far from each of the
 * three values before it, as far as these are not older than ten times the limit's span. So a
 * single wrong value is refused, and the right one after it is not; a jump that lasts is refused
 * three times and then believed.
 */
final class RateLimit {

  /** Values that a new one is compared with. */
  private static final int COMPARED = 3;

  /** How old they may be, in spans of the limit. */
  private static final int SPANS = 10;

  private final double change;
  private final long per;
  private final long[] times = new long[COMPARED];
  private final double[] values = new double[COMPARED];
  private int kept;
  private int next;

  /** For a change of so much in so long. */
  RateLimit(double change, long per) {
    this.change = change;
    this.per = per;
  }

  static long lookBack(long per) {
    return SPANS * per;
  }

  void begin() {
    kept = 0;
    next = 0;
  }

  /** Whether a value may be, after those before it. */
  boolean accept(long time, double value) {
    boolean isCompared = false;
    boolean isNear = false;
    for (int i = 0; i < kept; i++) {
      long since = time - times[i];
      if (since <= lookBack(per)) {
        isCompared = true;
        isNear |= Math.abs(value - values[i]) <= change * since / per;
      }
    }
    times[next] = time;
    values[next] = value;
    next = (next + 1) % COMPARED;
    kept = Math.min(COMPARED, kept + 1);
    return isNear || !isCompared;
  }
}
