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

  /** Such as {@code validation MAE 2.431 and loss 0.3}; of an epoch that was validated. */
  public String validation(Epoch epoch, DoubleFunction<String> number) {
    Map<String, String> told = new LinkedHashMap<>();
    if (!Double.isNaN(epoch.validationMae())) {
      told.put("MAE", number.apply(epoch.validationMae()));
    }
    Double logLoss = epoch.further().get(Epoch.LOG_LOSS);
    if (logLoss != null) {
      told.put(Epoch.LOG_LOSS, number.apply(logLoss));
      told.put("accuracy", number.apply(epoch.value(new Monitor(Monitor.Measure.ACCURACY, ""))));
    }
    if (!monitor.equals(Monitor.TRAINING_LOSS)) {
      String watched = number.apply(epoch.value(monitor));
      if (!isTold(told, watched)) {
        told.put(monitor.toString(), watched);
      }
    }
    return told.entrySet().stream()
        .map(entry -> entry.getKey() + " " + entry.getValue())
        .collect(Collectors.joining(" and ", "validation ", ""));
  }

  /** By its own name, or a loss that is the log loss by that name. */
  private boolean isTold(Map<String, String> told, String watched) {
    return told.keySet().stream().anyMatch(name -> name.equalsIgnoreCase(monitor.toString()))
        || (monitor.equals(Monitor.LOSS) && watched.equals(told.get(Epoch.LOG_LOSS)));
  }
}
