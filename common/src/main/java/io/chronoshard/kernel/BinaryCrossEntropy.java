package io.chronoshard.kernel;

import java.util.List;

/**
 * {@code -t ln p - (1 - t) ln(1 - p)}, {@code p} the logistic function of the output; each half
 * times a weight.
 *
 * @param negative what the second half counts of the first outputs, and again of those behind them;
 *     1 where there is none
 * @param positive what the first half counts, likewise
 */
public record BinaryCrossEntropy(List<Double> negative, List<Double> positive)
    implements Loss.ByOutput {

  /** Forecasts are kept so far from 0 and 1, as Keras does. */
  static final double LEAST = 1e-7;

  /** Copies the lists. */
  public BinaryCrossEntropy {
    negative = List.copyOf(negative);
    positive = List.copyOf(positive);
  }

  /** Both halves count one. */
  public BinaryCrossEntropy() {
    this(List.of(), List.of());
  }

  private static double weight(List<Double> weights, int column) {
    return weights.isEmpty() ? 1 : weights.get(column % weights.size());
  }

  @Override
  public double term(int column, double output, double[] target) {
    double rest = StrictMath.log1p(StrictMath.exp(-Math.abs(output)));
    double wanted = target[column];
    return weight(positive, column) * wanted * (Math.max(-output, 0) + rest)
        + weight(negative, column) * (1 - wanted) * (Math.max(output, 0) + rest);
  }

  @Override
  public double slope(int column, double output, double[] target) {
    double probability = probability(output);
    double wanted = target[column];
    return weight(negative, column) * (1 - wanted) * probability
        - weight(positive, column) * wanted * (1 - probability);
  }

  private static double probability(double output) {
    double power = StrictMath.exp(-Math.abs(output));
    return (output < 0 ? power : 1) / (1 + power);
  }

  @Override
  public void toForecast(double[] outputs) {
    for (int i = 0; i < outputs.length; i++) {
      outputs[i] = probability(outputs[i]);
    }
  }

  @Override
  public double ofForecast(double[] forecast, double[] target) {
    double sum = 0;
    for (int i = 0; i < forecast.length; i++) {
      sum -= target[i] * logarithm(forecast[i]) + (1 - target[i]) * logarithm(1 - forecast[i]);
    }
    return sum;
  }

  /** Of a probability that may be 0 or 1. */
  public static double logarithm(double probability) {
    return StrictMath.log(Math.min(Math.max(probability, LEAST), 1 - LEAST));
  }
}
