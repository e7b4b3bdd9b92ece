package io.chronoshard.jobs.cli;

import io.chronoshard.config.Monitor;
import io.chronoshard.train.TrainingHistory.Epoch;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.DoubleFunction;
import java.util.stream.Collectors;

/**
 * What is told of an epoch's validation: the mean absolute error of values, the log loss and the
 * accuracy of probabilities, and beside them what is watched.
 *
 * @param monitor what is watched
 */
public record EpochText(Monitor monitor) {

  /** Such as {@code validation MAE 2.431}; of an epoch that was validated. */
  public String validation(Epoch epoch, DoubleFunction<String> number) {
    Map<String, Double> told = new LinkedHashMap<>();
    if (!Double.isNaN(epoch.validationMae())) {
      told.put("MAE", epoch.validationMae());
    }
    Double logLoss = epoch.further().get(Epoch.LOG_LOSS);
    if (logLoss != null) {
      told.put(Epoch.LOG_LOSS, logLoss);
      told.put("accuracy", epoch.value(new Monitor(Monitor.Measure.ACCURACY, "")));
    }
    if (!isTold(told)) {
      told.put(monitor.toString(), epoch.value(monitor));
    }
    return told.entrySet().stream()
        .map(entry -> entry.getKey() + " " + number.apply(entry.getValue()))
        .collect(Collectors.joining(", ", "validation ", ""));
  }

  private boolean isTold(Map<String, Double> told) {
    return monitor.equals(Monitor.TRAINING_LOSS)
        || told.keySet().stream().anyMatch(name -> name.equalsIgnoreCase(monitor.toString()));
  }
}
