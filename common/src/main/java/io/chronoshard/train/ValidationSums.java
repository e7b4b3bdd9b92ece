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
 * @param rows per head's target, values of a window
 * @param lossSum sum over windows of the loss in scaled units, of all heads by their weights
 * @param heads per head, the sum over windows of its own loss in scaled units
 * @param targets per head's target, the sums over windows and leads in the target's own unit
 */
public record ValidationSums(
    long windows, List<Integer> rows, double lossSum, List<Double> heads, List<ErrorSums> targets) {

  /** Of no windows and no targets. */
  static final ValidationSums NONE = new ValidationSums(0, List.of(), 0, List.of(), List.of());

  /** Copies the lists. */
  public ValidationSums {
    rows = List.copyOf(rows);
    heads = List.copyOf(heads);
    targets = List.copyOf(targets);
  }

  /** Errors of a head's target over all windows and leads, in its own unit. */
  public Errors errors(int target) {
    return targets.get(target).overall(windows * rows.get(target));
  }

  /** Mean loss of one head in scaled units. */
  public double loss(int head) {
    return heads.get(head) / windows;
  }

  /** The sums of both. */
  public ValidationSums plus(ValidationSums other) {
    List<ErrorSums> sums = new ArrayList<>();
    for (int target = 0; target < targets.size(); target++) {
      sums.add(targets.get(target).plus(other.targets.get(target)));
    }
    List<Double> losses = new ArrayList<>();
    for (int head = 0; head < heads.size(); head++) {
      losses.add(heads.get(head) + other.heads.get(head));
    }
    return new ValidationSums(windows + other.windows, rows, lossSum + other.lossSum, losses, sums);
  }

  /** Mean loss in scaled units, of all heads by their weights. */
  public double loss() {
    return lossSum / windows;
  }

  /** Mean absolute error over all windows, leads, heads and targets, in the targets' own unit. */
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
