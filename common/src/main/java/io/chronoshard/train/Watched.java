package io.chronoshard.train;

import io.chronoshard.config.StoppingSettings;
import io.chronoshard.config.StoppingSettings.Mode;

/**
 * The value of an epoch that decides what is kept, when training ends and when the rate falls.
 *
 * @param settings which value, and which direction is better
 */
record Watched(StoppingSettings settings) {

  /** Whether an epoch is better than another one by more than a change. */
  boolean isBetter(TrainingHistory.Epoch epoch, TrainingHistory.Epoch than, double by) {
    double value = value(epoch);
    double other = value(than);
    return settings.mode() == Mode.MAX ? value - by > other : value + by < other;
  }

  private double value(TrainingHistory.Epoch epoch) {
    return switch (settings.monitor()) {
      case MAE -> epoch.validationMae();
      case RMSE -> epoch.validationRmse();
      case LOSS -> epoch.validationLoss();
      case TRAINING_LOSS -> epoch.trainingLoss();
    };
  }
}
