package io.chronoshard.model.baseline;

/**
 * Whether an autoregression leaves anything in the training part that its past could still tell:
 * its one-step residuals would then not be noise.
 *
 * @param target the target column
 * @param count residuals
 * @param mean of them, in the target's own unit
 * @param deviation of them, in the target's own unit
 * @param correlation of each with the one a step before
 * @param lags whose correlations are tested together
 * @param pValue how often noise alone would correlate as much (Ljung and Box 1978); no number (NaN)
 *     where residuals are too few to tell
 */
public record ResidualCheck(
    String target,
    long count,
    double mean,
    double deviation,
    double correlation,
    int lags,
    double pValue) {

  private static final double LEVEL = 0.05;

  /** Whether they pass for noise. */
  public boolean isNoise() {
    return pValue >= LEVEL;
  }

  /** What is found, in words. */
  public String finding() {
    return Double.isNaN(pValue)
        ? "too little to test"
        : isNoise() ? "pass for noise" : "no noise: its past tells more over " + lags + " steps";
  }
}
