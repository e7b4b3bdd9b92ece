package io.chronoshard.train;

import io.chronoshard.model.error.ErrorSums;
import io.chronoshard.model.error.Errors;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Sums of errors over windows; they add up over shards.
 *
 * @param windows how many
 * @param horizon values of a window per target
 * @param lossSum sum over windows of the loss in scaled units
 * @param targets per target, the sums over windows and leads in the target's own unit
 */
public record ValidationSums(long windows, int horizon, double lossSum, List<ErrorSums> targets) {

  /** Of no windows and no targets. */
  static final ValidationSums NONE = new ValidationSums(0, 0, 0, List.of());

  /** Copies the list. */
  public ValidationSums {
    targets = List.copyOf(targets);
  }

  /** Errors of one target over all windows and leads, in its own unit. */
  public Errors errors(int target) {
    return targets.get(target).overall(windows * horizon);
  }

  /** The sums of both. */
  public ValidationSums plus(ValidationSums other) {
    List<ErrorSums> sums = new ArrayList<>();
    for (int target = 0; target < targets.size(); target++) {
      sums.add(targets.get(target).plus(other.targets.get(target)));
    }
    return new ValidationSums(windows + other.windows, horizon, lossSum + other.lossSum, sums);
  }

  /** Mean loss in scaled units. */
  public double loss() {
    return lossSum / windows;
  }

  /** Mean absolute error over all windows, leads and targets, in the targets' own unit. */
  public double mae() {
    return mean(Errors::mae);
  }

  /**
   * Root of the mean squared error over all windows, leads and targets, in the targets' own unit.
   */
  public double rmse() {
    return Math.sqrt(mean(errors -> errors.rmse() * errors.rmse()));
  }

  private double mean(ToDoubleFunction<Errors> error) {
    double sum = 0;
    for (int target = 0; target < targets.size(); target++) {
      sum += error.applyAsDouble(errors(target));
    }
    return sum / targets.size();
  }
}
