package io.chronoshard.model.alarm;

import java.util.List;

/**
 * When a window is told to be anomalous: where the largest of its values' scores passes a
 * threshold.
 *
 * @param budget the share of the training windows that may pass it
 * @param spreads of each value of a window, in the order of its layout
 * @param threshold the quantile 1 - budget of the training windows' largest scores
 * @param training the share of the training windows that pass it
 * @param validation that of the windows of the validation part, which the network has not learned;
 *     no number (NaN) where there are none
 */
public record AnomalyRule(
    double budget, List<Spread> spreads, double threshold, double training, double validation) {

  /** Copies the list. */
  public AnomalyRule {
    spreads = List.copyOf(spreads);
  }

  /** By how many deviations a value's residual is off. */
  public float score(int value, float residual) {
    return spreads.get(value).score(residual);
  }

  /** The largest score of a window's residuals, which begin at a place. */
  public float worst(float[] residuals, int from) {
    return worst(spreads, residuals, from);
  }

  static float worst(List<Spread> spreads, float[] residuals, int from) {
    float worst = 0;
    for (int value = 0; value < spreads.size(); value++) {
      worst = Math.max(worst, spreads.get(value).score(residuals[from + value]));
    }
    return worst;
  }

  /** Whether a score is an alarm. */
  public boolean isAlarm(float score) {
    return score > threshold;
  }
}
