package io.chronoshard.clean;

/**
 * A meter that only grows: its readings become differences, each from the reading before it. A fall
 * is a reset, and the growth across it unknown: nobody saw how far the meter had come.
 */
final class Counter {

  private final long within;
  private boolean isRead;
  private long lastTime;
  private double last;
  private double difference;

  /** For differences from a reading that is at most so old. */
  Counter(long within) {
    this.within = within;
  }

  void begin() {
    isRead = false;
  }

  /** Takes a reading; {@link Finding#CLEAN} where {@link #difference} is known. */
  Finding take(long time, double value) {
    Finding finding =
        !isRead || time - lastTime > within
            ? Finding.COUNTER_START
            : value < last ? Finding.COUNTER_RESET : Finding.CLEAN;
    difference = value - last;
    isRead = true;
    lastTime = time;
    last = value;
    return finding;
  }

  /** How much the meter has grown since the reading before the last one taken. */
  double difference() {
    return difference;
  }
}
