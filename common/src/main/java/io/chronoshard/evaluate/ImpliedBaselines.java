package io.chronoshard.evaluate;

import io.chronoshard.feature.Target;
import io.chronoshard.model.Forecaster;
import io.chronoshard.model.MeanLife;
import io.chronoshard.model.StateNow;
import io.chronoshard.model.TrainingMean;
import io.chronoshard.window.WindowShape;
import java.util.ArrayList;
import java.util.List;

/**
 * Baselines that nobody needs to ask for: how often events and classes held in the training part
 * and what holds at the origin, the training part's mean of what nobody knows there, and its mean
 * life.
 *
 * @param names as tables show them
 * @param forecasters in the same order
 */
public record ImpliedBaselines(List<Forecasts> names, List<Forecaster> forecasters) {

  /** Copies the lists. */
  public ImpliedBaselines {
    names = List.copyOf(names);
    forecasters = List.copyOf(forecasters);
  }

  /**
   * Those that some targets imply; none for values of sensors.
   *
   * @param means of each target column, the training part's mean
   * @param lives that of lives
   */
  public static ImpliedBaselines of(
      WindowShape shape, List<Target> targets, List<Double> means, MeanLife lives) {
    List<Forecasts> names = new ArrayList<>();
    List<Forecaster> forecasters = new ArrayList<>();
    TrainingMean mean = new TrainingMean(shape, targets, means);
    if (isOfAny(mean, targets)) {
      boolean areShares =
          targets.stream()
              .filter(target -> target.known() == Target.Known.LATER)
              .allMatch(Target::isProbable);
      names.add(areShares ? Forecasts.BASE_RATE : Forecasts.TRAINING_MEAN);
      forecasters.add(mean);
    }
    if (isOfAny(lives, targets)) {
      names.add(Forecasts.MEAN_LIFE);
      forecasters.add(lives);
    }
    StateNow state = new StateNow(shape, targets);
    if (isOfAny(state, targets)) {
      names.add(Forecasts.STATE_NOW);
      forecasters.add(state);
    }
    return new ImpliedBaselines(names, forecasters);
  }

  private static boolean isOfAny(Forecaster forecaster, List<Target> targets) {
    for (int target = 0; target < targets.size(); target++) {
      if (forecaster.forecasts(target)) {
        return true;
      }
    }
    return false;
  }

  /** Steps before an origin at which one of them reads targets. */
  public int targetsBefore() {
    return forecasters.stream().mapToInt(Forecaster::targetsBefore).max().orElse(0);
  }
}
