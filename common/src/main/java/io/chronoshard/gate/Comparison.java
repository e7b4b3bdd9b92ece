package io.chronoshard.gate;

/**
 * A challenger against another contender, over all values.
 *
 * @param challenger its name
 * @param other the champion or a baseline
 * @param role which of both
 * @param loss mean loss of the challenger
 * @param otherLoss mean loss of the other one
 * @param low between this and {@code high} lies the gain, by the same resamples, in 95 of 100 such
 *     comparisons
 * @param high the gain is rather not above it
 * @param statistic the gain over its standard error
 * @param p how often chance alone gives as large a statistic, to any challenger where the other is
 *     the champion
 * @param level that {@code p} may not exceed; 0 where no test was due
 */
public record Comparison(
    String challenger,
    String other,
    Role role,
    double loss,
    double otherLoss,
    double low,
    double high,
    double statistic,
    double p,
    double level) {

  /** What a challenger is compared with. */
  public enum Role {
    CHAMPION,
    BASELINE
  }

  /** By how much the challenger's loss is less. */
  public double gain() {
    return otherLoss - loss;
  }

  /** Whether it is less by more than chance. */
  public boolean isBetter() {
    return p <= level;
  }
}
