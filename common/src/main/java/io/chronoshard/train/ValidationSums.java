package io.chronoshard.train;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Sums of errors over windows; they add up over shards.
 *
 * @param windows how many
 * @param outputs values of a window per target: the horizon
 * @param lossSum sum over windows of the loss in scaled units
 * @param absolute per target, the sum over windows and leads of the absolute error in the target's
 *     own unit
 * @param squares per target, the sum of the squared error
 */
public record ValidationSums(
    long windows, int outputs, double lossSum, double[] absolute, double[] squares) {

  /** Of no windows and no targets. */
  static final ValidationSums NONE = new ValidationSums(0, 0, 0, new double[0], new double[0]);

  /** Mean absolute error of one target over all windows and leads, in its own unit. */
  public double mae(int target) {
    return absolute[target] / ((double) windows * outputs);
  }

  /** Root of the mean squared error of one target, in its own unit. */
  public double rmse(int target) {
    return Math.sqrt(squares[target] / ((double) windows * outputs));
  }

  /** The sums of both. */
  public ValidationSums plus(ValidationSums other) {
    double[] absoluteSums = absolute.clone();
    double[] squareSums = squares.clone();
    for (int target = 0; target < absoluteSums.length; target++) {
      absoluteSums[target] += other.absolute[target];
      squareSums[target] += other.squares[target];
    }
    return new ValidationSums(
        windows + other.windows, outputs, lossSum + other.lossSum, absoluteSums, squareSums);
  }

  /** Mean loss in scaled units. */
  public double loss() {
    return lossSum / windows;
  }

  /** Mean absolute error over all windows, leads and targets, in the targets' own unit. */
  public double mae() {
    return mean(absolute);
  }

  /**
   * Root of the mean squared error over all windows, leads and targets, in the targets' own unit.
   */
  public double rmse() {
    return Math.sqrt(mean(squares));
  }

  private double mean(double[] sums) {
    double sum = 0;
    for (double target : sums) {
      sum += target;
    }
    return sum / ((double) windows * outputs * sums.length);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ValidationSums that
        && windows == that.windows
        && outputs == that.outputs
        && Double.compare(lossSum, that.lossSum) == 0
        && Arrays.equals(absolute, that.absolute)
        && Arrays.equals(squares, that.squares);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * Arrays.hashCode(absolute) + Arrays.hashCode(squares))
        + Long.hashCode(windows);
  }

  @Override
  public String toString() {
    return "ValidationSums(" + windows + " windows, loss " + loss() + ", MAE " + mae() + ")";
  }
}
