package io.chronoshard.simulate;

import io.chronoshard.config.SimulateSettings;

/**
 * How one series wears out: its damage grows with the square of time, at a rate of its own, and it
 * fails where the damage passes a level of its own.
 *
 * @param rate the inverse of the steps in which the damage grows to 1; 0 where nothing wears
 * @param steps until it fails; as many as there are where it does not
 */
record Wear(double rate, long steps) {

  /** Deviations by which a channel has left its course where the damage is 1. */
  private static final double DEVIATIONS = 6;

  /**
   * Of a series.
   *
   * @param key decides its rate and its level
   */
  static Wear of(long key, SimulateSettings settings) {
    SimulateSettings.Wear wear = settings.wear();
    if (wear.life() == 0) {
      return new Wear(0, settings.steps());
    }
    double pace = 1 + wear.spread() * (2 * CounterNoise.uniform(CounterNoise.key(key, 0), 0) - 1);
    double most = SimulateSettings.Wear.MOST_LEVEL;
    double level = 2 - most + 2 * (most - 1) * CounterNoise.uniform(CounterNoise.key(key, 1), 0);
    double rate = pace / wear.life();
    return new Wear(rate, Math.max(1, (long) (Math.sqrt(level) / rate)));
  }

  /** By how many deviations a channel has left its course at a step. */
  double deviations(long step) {
    double share = rate * step;
    return DEVIATIONS * share * share;
  }
}
