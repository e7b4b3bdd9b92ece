package io.chronoshard.train;

import io.chronoshard.config.Monitor.Measure;
import io.chronoshard.model.error.Errors;
import io.chronoshard.model.error.Further;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * Means of errors over targets; those of values and those of probabilities are kept apart.
 *
 * @param errors of each target
 */
public record MeanErrors(List<Errors> errors) {

  /** Copies the list. */
  public MeanErrors {
    errors = List.copyOf(errors);
  }

  /** Mean absolute error of values; NaN where there are none. */
  public double mae() {
    return mean(values(), Errors::mae);
  }

  /** Root of the mean squared error of values; NaN where there are none. */
  public double rmse() {
    return Math.sqrt(mean(values(), error -> error.rmse() * error.rmse()));
  }

  /** The errors of values by their names; none where there are no values. */
  public Map<String, Double> ofValues() {
    return values().isEmpty()
        ? Map.of()
        : Map.of(Measure.MAE.toString(), mae(), Measure.RMSE.toString(), rmse());
  }

  /** Log loss, accuracy and Brier score by their names; none where there are no probabilities. */
  public Map<String, Double> ofProbabilities() {
    List<Errors> own = errors.stream().filter(MeanErrors::isOfProbabilities).toList();
    Map<String, Double> means = new TreeMap<>();
    if (!own.isEmpty()) {
      means.put(
          TrainingHistory.Epoch.LOG_LOSS,
          mean(own, error -> error.further().measure(Further.LOG_LOSS).orElseThrow()));
      means.put(
          Measure.ACCURACY.toString(),
          mean(own, error -> error.further().measure(Further.ACCURACY).orElseThrow()));
      means.put(
          Measure.BRIER.toString(),
          mean(own, error -> error.further().measure(Further.BRIER).orElseThrow()));
    }
    return means;
  }

  private List<Errors> values() {
    return errors.stream().filter(error -> !isOfProbabilities(error)).toList();
  }

  private static boolean isOfProbabilities(Errors errors) {
    return errors.further().measure(Further.BRIER).isPresent();
  }

  private static double mean(List<Errors> errors, ToDoubleFunction<Errors> of) {
    double sum = 0;
    for (Errors one : errors) {
      sum += of.applyAsDouble(one);
    }
    return sum / errors.size();
  }
}
