package io.chronoshard.model.error;

/**
 * What some forecasts are off.
 *
 * @param count forecasts
 * @param mae mean absolute error; of classes, what the probabilities of those that happened lack to
 *     1
 * @param rmse root of the mean squared error; of classes, of the squares added over them
 * @param bias mean of forecast less actual; no number (NaN) of classes
 * @param further what is told of forecasts of more than a value
 */
public record Errors(long count, double mae, double rmse, double bias, Further further) {

  /** By what forecasts are compared: the Brier score of probabilities, else the mean error. */
  public double judged() {
    return further.measure(Further.BRIER).orElse(mae);
  }
}
