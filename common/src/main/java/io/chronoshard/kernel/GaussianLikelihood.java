package io.chronoshard.kernel;

/**
 * The negative logarithm of a normal distribution's density (Nix and Weigend 1994). Outputs lie as
 * {@code [target][mean, spread]}; the deviation is {@code ln(1 + e^spread)} and a millionth, so
 * that it is never zero. Forecasts are means and deviations.
 */
public record GaussianLikelihood() implements Loss {

  /** Half the logarithm of twice pi. */
  private static final double HALF_LOG_TWO_PI = 0.9189385332046727;

  private static final double LEAST = 1e-6;

  @Override
  public int targets(int outputs) {
    if (outputs % 2 != 0) {
      throw new IllegalArgumentException(
          outputs + " outputs for a mean and a spread of each target");
    }
    return outputs / 2;
  }

  @Override
  public int terms(int outputs) {
    return targets(outputs);
  }

  @Override
  public double sum(double[] output, double[] target, double[] weights, double[] gradient) {
    double sum = 0;
    for (int i = 0; i < target.length; i++) {
      int mean = 2 * i;
      int spread = mean + 1;
      double deviation = deviation(output[spread]);
      double off = (target[i] - output[mean]) / deviation;
      sum += weights[mean] * cost(off, deviation);
      gradient[mean] = -weights[mean] * off / deviation;
      gradient[spread] = weights[mean] * (1 - off * off) / deviation * slope(output[spread]);
    }
    return sum;
  }

  /**
   * What one value costs.
   *
   * @param off how many deviations it lies from the mean
   */
  public static double cost(double off, double deviation) {
    return StrictMath.log(deviation) + off * off / 2 + HALF_LOG_TWO_PI;
  }

  private static double deviation(double spread) {
    return Math.max(spread, 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(spread))) + LEAST;
  }

  /** Of the deviation along the spread: the logistic function. */
  private static double slope(double spread) {
    double power = StrictMath.exp(-Math.abs(spread));
    return (spread < 0 ? power : 1) / (1 + power);
  }

  @Override
  public void toForecast(double[] outputs) {
    for (int spread = 1; spread < outputs.length; spread += 2) {
      outputs[spread] = deviation(outputs[spread]);
    }
  }

  @Override
  public double ofForecast(double[] forecast, double[] target) {
    double sum = 0;
    for (int i = 0; i < target.length; i++) {
      double deviation = forecast[2 * i + 1];
      sum += cost((target[i] - forecast[2 * i]) / deviation, deviation);
    }
    return sum;
  }
}
