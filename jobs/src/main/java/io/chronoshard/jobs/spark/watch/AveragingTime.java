package io.chronoshard.jobs.spark.watch;

import java.util.function.DoubleConsumer;

/**
 * How long a round takes from when all shards have trained. Spark tells of that on a thread of its
 * own, before the round is done or after.
 */
final class AveragingTime {

  private final DoubleConsumer measured;
  private long trainedAt;
  private long roundFrom;
  private long roundTo;
  private boolean isAwaited;

  /**
   * Of rounds one after the other.
   *
   * @param measured takes the seconds of a round, as soon as both moments are known
   */
  AveragingTime(DoubleConsumer measured) {
    this.measured = measured;
  }

  /** All shards had trained then; the last such moment of a round counts. */
  synchronized void trained(long at) {
    trainedAt = at;
    if (isAwaited) {
      measure();
    }
  }

  /** A round was done. */
  synchronized void done(long from, long to) {
    roundFrom = from;
    roundTo = to;
    isAwaited = true;
    measure();
  }

  private void measure() {
    if (trainedAt >= roundFrom && trainedAt <= roundTo) {
      measured.accept((roundTo - trainedAt) / 1e3);
      isAwaited = false;
      // It may end in the millisecond in which the next one begins.
      trainedAt = 0;
    }
  }
}
