package io.chronoshard.simulate;

import io.chronoshard.config.SimulateSettings.Faults;

/**
 * Which faults one series has, each a function of the key and the step's number since 1970.
 *
 * <p>Gaps live in cells of fixed length, at most one in a cell, and never on a cell's first step,
 * so that two gaps never touch:
 *
 * <pre>
 *   |·····xxxxxxx···|···············|·xxx···········|
 *         gap            no gap
 * </pre>
 */
final class FaultPlan {

  /** The most steps by which a row stands too late. */
  static final int LONGEST_DELAY = 20;

  private final Faults faults;
  private final long firstTick;
  private final long lastTick;
  private final long repeatKey;
  private final long delayKey;
  private final long gapKey;
  private final long[] missingKeys;
  private final int cellSteps;
  private final int shortestGap;
  private final double gapShare;
  private long cell = Long.MIN_VALUE;
  private long gapFrom;
  private long gapTo;

  /**
   * The plan of a series.
   *
   * @param firstTick number of its first step since 1970, never in a gap
   * @param lastTick number of its last step, never in a gap
   */
  FaultPlan(long key, Faults faults, int channels, long firstTick, long lastTick) {
    this.faults = faults;
    this.firstTick = firstTick;
    this.lastTick = lastTick;
    repeatKey = CounterNoise.key(key, 0);
    delayKey = CounterNoise.key(key, 1);
    gapKey = CounterNoise.key(key, 2);
    missingKeys = new long[channels];
    for (int i = 0; i < channels; i++) {
      missingKeys[i] = CounterNoise.key(key, 3 + i);
    }
    // With gaps of all lengths in every cell half of the steps would be gone; more takes longer
    // ones.
    cellSteps = faults.longestGap() + 1;
    int needed = (int) Math.ceil(2 * faults.gaps() * cellSteps) - faults.longestGap();
    shortestGap = Math.min(faults.longestGap(), Math.max(1, needed));
    gapShare = faults.gaps() * cellSteps / ((shortestGap + faults.longestGap()) / 2.0);
  }

  /** Whether a step has no row. */
  boolean inGap(long tick) {
    toCellOf(tick);
    return tick >= gapFrom && tick < gapTo;
  }

  /** Whether a step is the first of a gap. */
  boolean beginsGap(long tick) {
    toCellOf(tick);
    return tick == gapFrom && gapFrom < gapTo;
  }

  /** How many copies of a row are written: 1 or 2. */
  int copies(long tick) {
    return CounterNoise.uniform(repeatKey, tick) < faults.repeated() ? 2 : 1;
  }

  /** How many steps later than its own a row stands: 0 for most, at most {@link #LONGEST_DELAY}. */
  int delay(long tick) {
    if (CounterNoise.uniform(delayKey, tick) >= faults.unsorted()) {
      return 0;
    }
    return 1 + (int) Long.remainderUnsigned(CounterNoise.bits(~delayKey, tick), LONGEST_DELAY);
  }

  /** Whether a cell holds the marker. */
  boolean missing(long tick, int channel) {
    return faults.missing() > 0
        && CounterNoise.uniform(missingKeys[channel], tick) < faults.missing();
  }

  private void toCellOf(long tick) {
    long wanted = Math.floorDiv(tick, cellSteps);
    if (wanted == cell) {
      return;
    }
    cell = wanted;
    gapFrom = 0;
    gapTo = 0;
    if (CounterNoise.uniform(gapKey, 3 * cell) < gapShare) {
      int length = shortestGap + below(3 * cell + 1, faults.longestGap() - shortestGap + 1);
      long from = cell * cellSteps + 1 + below(3 * cell + 2, cellSteps - length);
      if (from > firstTick && from + length <= lastTick) {
        gapFrom = from;
        gapTo = from + length;
      }
    }
  }

  /** A whole number in [0, limit). */
  private int below(long counter, int limit) {
    return (int) Long.remainderUnsigned(CounterNoise.bits(gapKey, counter), limit);
  }
}
