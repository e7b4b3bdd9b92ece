package io.chronoshard.bench;

import io.chronoshard.registry.Metrics;
import io.chronoshard.train.TrainingHistory;
import io.chronoshard.train.TrainingHistory.Epoch;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * What trainings of several seeds came to on the same windows.
 *
 * @param windows of an epoch
 * @param errors of the validation part, the mean over seeds: before the first step, no number (NaN)
 *     where it began from nothing, and after each epoch
 */
record StartLine(long windows, List<Double> errors) {

  static StartLine of(Metrics metrics) {
    List<TrainingHistory> seeds =
        metrics.networks().isEmpty()
            ? List.of(metrics.training())
            : metrics.networks().stream().map(Metrics.Trained::training).toList();
    List<Double> errors = new ArrayList<>();
    errors.add(
        seeds.stream()
            .mapToDouble(seed -> seed.start().map(Epoch::validationMae).orElse(Double.NaN))
            .average()
            .orElseThrow());
    for (int epoch = 0; epoch < seeds.get(0).epochs().size(); epoch++) {
      int of = epoch;
      errors.add(
          seeds.stream()
              .mapToDouble(seed -> seed.epochs().get(of).validationMae())
              .average()
              .orElseThrow());
    }
    return new StartLine(seeds.get(0).trainingWindows(), errors);
  }

  /** Before the first step. */
  double before() {
    return errors.get(0);
  }

  /** The least after any epoch. */
  double least() {
    return errors.stream().skip(1).mapToDouble(Double::doubleValue).min().orElseThrow();
  }

  /**
   * Windows that were trained on when the error was at most so much; nothing where it never was.
   */
  OptionalLong until(double error) {
    for (int epoch = 0; epoch < errors.size(); epoch++) {
      if (errors.get(epoch) <= error) {
        return OptionalLong.of(epoch * windows);
      }
    }
    return OptionalLong.empty();
  }
}
