package io.chronoshard.model.baseline;

/**
 * Means and covariances of {@link LagRows} over windows.
 *
 * @param count windows
 * @param means of each number
 * @param covariances of each two, {@code [number][number]}: sums of products of what both differ
 *     from their means, divided by one less than the count
 */
public record WindowMoments(long count, double[] means, double[] covariances) {

  /** Of no windows. */
  public static final WindowMoments NONE = new WindowMoments(0, new double[0], new double[0]);

  /** The covariance of a population. */
  double covariance(int one, int other) {
    return covariances[one * means.length + other] * (count - 1) / count;
  }
}
