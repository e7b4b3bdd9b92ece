package io.chronoshard.model.baseline;

import org.apache.commons.math3.special.Gamma;

/**
 * What all series tell of a fit: noise of each gives independent statistics, whose sum has the sum
 * of their degrees of freedom, however loud each is.
 *
 * @param count residuals
 * @param sum of them
 * @param squares of them
 * @param correlated the sum over series of their residuals times the correlation of each with the
 *     one a step before
 * @param statistic of Ljung and Box, the sum over series
 * @param degrees of freedom, all together, but for what a shared fit takes
 * @param shared weights that series share, which take as many degrees once
 */
public record ResidualTotals(
    long count,
    double sum,
    double squares,
    double correlated,
    double statistic,
    long degrees,
    int shared) {

  /** Of no series. */
  static final ResidualTotals NONE = new ResidualTotals(0, 0, 0, 0, 0, 0, 0);

  /** Both, this one's series first. */
  ResidualTotals plus(ResidualTotals next) {
    return new ResidualTotals(
        count + next.count,
        sum + next.sum,
        squares + next.squares,
        correlated + next.correlated,
        statistic + next.statistic,
        degrees + next.degrees,
        Math.max(shared, next.shared));
  }

  /**
   * What they say about a fit.
   *
   * @param lags at which residuals were compared
   */
  ResidualCheck check(String target, int lags) {
    double mean = sum / count;
    long free = degrees - shared;
    return new ResidualCheck(
        target,
        count,
        mean,
        Math.sqrt(Math.max(0, squares / count - mean * mean)),
        correlated / count,
        lags,
        free > 0 ? Gamma.regularizedGammaQ(free / 2.0, statistic / 2) : Double.NaN);
  }
}
