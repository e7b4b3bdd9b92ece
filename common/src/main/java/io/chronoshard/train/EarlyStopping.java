package io.chronoshard.train;

import io.chronoshard.config.StoppingSettings;
import java.util.List;

/**
 * Which epoch is the best, and when waiting for a better one ends; both follow from the epochs
 * alone.
 *
 * @param settings what is watched
 */
record EarlyStopping(StoppingSettings settings) {

  /**
   * The first of the best epochs, as Keras' {@code ModelCheckpoint(save_best_only)} keeps it; from
   * 1.
   */
  int bestEpoch(List<TrainingHistory.Epoch> epochs) {
    int best = 0;
    for (int i = 1; i < epochs.size(); i++) {
      if (isBetter(epochs.get(i), epochs.get(best), 0)) {
        best = i;
      }
    }
    return epochs.get(best).epoch();
  }

  /**
   * Whether the last {@code patience} epochs brought no improvement by more than the smallest
   * change that counts, as Keras' {@code EarlyStopping} decides it.
   */
  boolean isOver(List<TrainingHistory.Epoch> epochs) {
    if (settings.patience() == 0) {
      return false;
    }
    int improved = 0;
    for (int i = 1; i < epochs.size(); i++) {
      if (isBetter(epochs.get(i), epochs.get(improved), settings.minDelta())) {
        improved = i;
      }
    }
    return epochs.size() - 1 - improved >= settings.patience();
  }

  private boolean isBetter(TrainingHistory.Epoch epoch, TrainingHistory.Epoch than, double by) {
    return new Watched(settings).isBetter(epoch, than, by);
  }
}
