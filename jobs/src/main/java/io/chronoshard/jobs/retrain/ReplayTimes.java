package io.chronoshard.jobs.retrain;

import io.chronoshard.jobs.spark.OpenedVersion;
import org.apache.hadoop.conf.Configuration;

/**
 * How long versions take for a window: they replay those that they are stored with, in turns, each
 * alone on one thread.
 *
 * @param hadoop how file systems are reached
 */
record ReplayTimes(Configuration hadoop) {

  private static final int TURNS = 20;

  /**
   * How many times as long the one takes as the other, by the fastest turn of each; 1 where either
   * is stored without windows.
   */
  double ratio(OpenedVersion one, OpenedVersion other) {
    if (one.acceptance().isVacuous() || other.acceptance().isVacuous()) {
      return 1;
    }
    OpenedVersion.Replay first = one.replay(hadoop);
    OpenedVersion.Replay second = other.replay(hadoop);
    double least = Double.POSITIVE_INFINITY;
    double leastOther = Double.POSITIVE_INFINITY;
    for (int turn = 0; turn < TURNS; turn++) {
      least = Math.min(least, seconds(first));
      leastOther = Math.min(leastOther, seconds(second));
    }
    return least / leastOther;
  }

  /** Of one window. */
  private static double seconds(OpenedVersion.Replay replay) {
    long begin = System.nanoTime();
    replay.run();
    return (System.nanoTime() - begin) * 1e-9 / replay.windows();
  }
}
