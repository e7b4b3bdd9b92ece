package io.chronoshard.evaluate;

/**
 * Sums of errors over windows, for several forecasters, targets and leads; merges by adding.
 *
 * @param forecasters number of forecasters
 * @param targets number of targets
 * @param horizon number of leads
 * @param windows windows that were compared
 * @param absolute sums of absolute errors, {@code [forecaster][target][lead]}
 * @param squared sums of squared errors
 * @param signed sums of forecast less actual
 */
public record ErrorTable(
    int forecasters,
    int targets,
    int horizon,
    long windows,
    double[] absolute,
    double[] squared,
    double[] signed) {

  /** Of no windows. */
  public static ErrorTable empty(int forecasters, int targets, int horizon) {
    int cells = forecasters * targets * horizon;
    return new ErrorTable(
        forecasters, targets, horizon, 0, new double[cells], new double[cells], new double[cells]);
  }

  /** The same sums, once it is known how many windows they are over. */
  ErrorTable over(long compared) {
    return new ErrorTable(forecasters, targets, horizon, compared, absolute, squared, signed);
  }

  /** The sums of both, this one's windows first. */
  public ErrorTable plus(ErrorTable next) {
    return new ErrorTable(
        forecasters,
        targets,
        horizon,
        windows + next.windows,
        sum(absolute, next.absolute),
        sum(squared, next.squared),
        sum(signed, next.signed));
  }

  private static double[] sum(double[] some, double[] others) {
    double[] sum = new double[some.length];
    for (int i = 0; i < sum.length; i++) {
      sum[i] = some[i] + others[i];
    }
    return sum;
  }

  /** Errors of one forecaster, target and lead, in the target's own unit. */
  Errors at(int forecaster, int target, int lead) {
    int cell = cell(forecaster, target, lead);
    return Errors.of(windows, absolute[cell], squared[cell], signed[cell]);
  }

  /** Errors of one forecaster and target over all leads. */
  Errors overLeads(int forecaster, int target) {
    double sumAbsolute = 0;
    double sumSquared = 0;
    double sumSigned = 0;
    for (int lead = 0; lead < horizon; lead++) {
      int cell = cell(forecaster, target, lead);
      sumAbsolute += absolute[cell];
      sumSquared += squared[cell];
      sumSigned += signed[cell];
    }
    return Errors.of(windows * horizon, sumAbsolute, sumSquared, sumSigned);
  }

  int cell(int forecaster, int target, int lead) {
    return (forecaster * targets + target) * horizon + lead;
  }

  /** Mean absolute error, root mean squared error and bias of some forecasts. */
  record Errors(long count, double mae, double rmse, double bias) {

    static Errors of(long count, double absolute, double squared, double signed) {
      return new Errors(count, absolute / count, Math.sqrt(squared / count), signed / count);
    }
  }
}
