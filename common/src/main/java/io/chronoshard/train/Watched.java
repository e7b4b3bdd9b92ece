package io.chronoshard.train;

import io.chronoshard.config.StoppingSettings;

/**
 * The value of an epoch that decides what is kept, when training ends and when the rate falls.
 *
 * @param settings which value, and which direction is better
 */
record Watched(StoppingSettings settings) {

  /** Whether an epoch is better than another one by more than a change. */
  boolean isBetter(TrainingHistory.Epoch epoch, TrainingHistory.Epoch than, double by) {
    double value = epoch.value(settings.monitor());
    double other = than.value(settings.monitor());
    return settings.rises() ? value - by > other : value + by < other;
  }
}
