package io.chronoshard.train;

import io.chronoshard.config.ScheduleSettings;
import java.util.List;

/**
 * A learning rate that falls where a watched value no longer improves, as Keras' {@code
 * ReduceLROnPlateau} has it; it follows from the epochs alone.
 *
 * @param settings by how much, and after how many epochs
 * @param watched what is watched
 */
record Plateau(ScheduleSettings settings, Watched watched) {

  /** What the learning rate is multiplied by after these epochs. */
  double factor(List<TrainingHistory.Epoch> epochs) {
    double factor = 1;
    int best = 0;
    int waited = 0;
    for (int i = 1; i < epochs.size(); i++) {
      waited++;
      if (watched.isBetter(epochs.get(i), epochs.get(best), settings.minDelta())) {
        best = i;
        waited = 0;
      } else if (waited == settings.patience()) {
        factor = Math.max(settings.least(), factor * settings.factor());
        waited = 0;
      }
    }
    return factor;
  }
}
