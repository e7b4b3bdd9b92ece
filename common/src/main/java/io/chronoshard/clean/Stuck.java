package io.chronoshard.clean;

/**
 * A sensor that has read the same value for longer than a limit: from then on its values are
 * refused, until it reads another. Where nothing was read for longer than the limit, a run of equal
 * values begins anew; so a run is recognised from twice the limit alone.
 */
final class Stuck {

  private final long limit;
  private boolean isRead;
  private long since;
  private long lastTime;
  private double last;

  Stuck(long limit) {
    this.limit = limit;
  }

  static long lookBack(long limit) {
    return 2 * limit;
  }

  void begin() {
    isRead = false;
  }

  /** Whether a value may be, after those before it. */
  boolean accept(long time, double value) {
    if (!isRead || value != last || time - lastTime > limit) {
      since = time;
    }
    isRead = true;
    last = value;
    lastTime = time;
    return time - since <= limit;
  }
}
