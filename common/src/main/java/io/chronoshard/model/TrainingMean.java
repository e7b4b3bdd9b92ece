package io.chronoshard.model;

import io.chronoshard.feature.Target;
import io.chronoshard.window.WindowSet;
import io.chronoshard.window.WindowShape;
import io.chronoshard.window.WindowTargets;
import java.util.List;

/**
 * The naive forecast that knows the training part's mean alone: of events and classes how often
 * they held there. It stands beside what has no past that may be looked at.
 *
 * @param shape of the windows
 * @param targets what is forecast
 * @param means of each target column
 */
public record TrainingMean(WindowShape shape, List<Target> targets, List<Double> means)
    implements Forecaster {

  /** Copies the lists. */
  public TrainingMean {
    targets = List.copyOf(targets);
    means = List.copyOf(means);
  }

  @Override
  public void forecast(WindowSet windows, int[] order, int from, int to, float[] out) {
    WindowTargets values = new WindowTargets(shape, means.size());
    int at = 0;
    for (int i = from; i < to; i++) {
      for (int value = 0; value < values.size(); value++) {
        out[at++] = means.get(values.column(value)).floatValue();
      }
    }
  }

  @Override
  public int targetsBefore() {
    return 0;
  }

  @Override
  public boolean forecasts(int target) {
    return targets.get(target).isProbable() || targets.get(target).known() == Target.Known.LATER;
  }
}
