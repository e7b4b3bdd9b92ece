package io.chronoshard.model.alarm;

/**
 * Where the residuals of one value of a window lie.
 *
 * @param median of the training windows
 * @param scale what their distances from it are measured in: {@value #DEVIATIONS} times the median
 *     of these, which is their standard deviation where they are normal
 */
public record Spread(double median, double scale) {

  /** Standard deviations of a normal distribution in its median absolute deviation. */
  public static final double DEVIATIONS = 1.4826;

  /** Checks that something can be measured in it. */
  public Spread {
    if (!(scale > 0)) {
      throw new IllegalArgumentException("a scale of " + scale);
    }
  }

  /** By how many deviations a residual is off. */
  public float score(float residual) {
    return (float) (Math.abs(residual - median) / scale);
  }
}
