package io.chronoshard.simulate;

import io.chronoshard.config.SimulateFaults;

/** Which faults one series has, each a function of the key and the step's number since 1970. */
final class FaultPlan {

  /** The most steps by which a row stands too late. */
  static final int LONGEST_DELAY = 20;

  private static final int FEWEST_DEVIATIONS = 10;
  private static final int MOST_DEVIATIONS = 30;

  private final SimulateFaults faults;
  private final long repeatKey;
  private final long delayKey;
  private final long[] missingKeys;
  private final long[] spikeKeys;
  private final Stretches gaps;
  private final Stretches clock;
  private final Stretches[] stuck;

  /**
   * The plan of a series.
   *
   * @param firstTick number of its first step since 1970, never in a stretch
   * @param lastTick number of its last step, never in a stretch
   */
  FaultPlan(long key, SimulateFaults faults, int channels, long firstTick, long lastTick) {
    this.faults = faults;
    repeatKey = CounterNoise.key(key, 0);
    delayKey = CounterNoise.key(key, 1);
    gaps =
        new Stretches(
            CounterNoise.key(key, 2), faults.gaps(), faults.longestGap(), firstTick, lastTick);
    clock =
        new Stretches(
            CounterNoise.key(key, -1), faults.clock(), faults.longestClock(), firstTick, lastTick);
    missingKeys = new long[channels];
    spikeKeys = new long[channels];
    stuck = new Stretches[channels];
    long stuckKey = CounterNoise.key(key, -2);
    long spikeKey = CounterNoise.key(key, -3);
    for (int i = 0; i < channels; i++) {
      missingKeys[i] = CounterNoise.key(key, 3 + i);
      spikeKeys[i] = CounterNoise.key(spikeKey, i);
      stuck[i] =
          new Stretches(
              CounterNoise.key(stuckKey, i),
              faults.stuck(),
              faults.longestStuck(),
              firstTick,
              lastTick);
    }
  }

  /** Steps without a row. */
  Stretches gaps() {
    return gaps;
  }

  /** Steps whose stamp is too early. */
  Stretches clock() {
    return clock;
  }

  /** By how much such a stamp is too early. */
  long clockErrorMillis() {
    return faults.clockError().toMillis();
  }

  /** Whether sensors stick at all. */
  boolean sticks() {
    return faults.stuck() > 0;
  }

  /** Steps at which a channel shows what it showed before them. */
  Stretches stuck(int channel) {
    return stuck[channel];
  }

  /** Whether the row of a step outside gaps is the first with a wrong stamp after a right one. */
  boolean isClockJump(long tick) {
    if (!clock.contains(tick)) {
      return false;
    }
    long before = gaps.contains(tick - 1) ? gaps.from(tick - 1) - 1 : tick - 1;
    return !clock.contains(before);
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

  /**
   * By how many deviations a value stands off: 0 for most. The value that a stuck sensor will
   * repeat is none of those.
   */
  double spike(long tick, int channel) {
    if (faults.spikes() == 0
        || CounterNoise.uniform(spikeKeys[channel], tick) >= faults.spikes()
        || stuck[channel].beginsAfter(tick)) {
      return 0;
    }
    double size =
        FEWEST_DEVIATIONS
            + (MOST_DEVIATIONS - FEWEST_DEVIATIONS)
                * CounterNoise.uniform(~spikeKeys[channel], tick);
    return CounterNoise.bits(~spikeKeys[channel], ~tick) < 0 ? -size : size;
  }
}
