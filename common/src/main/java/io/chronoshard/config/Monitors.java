package io.chronoshard.config;

import io.chronoshard.config.Monitor.Measure;
import io.chronoshard.config.TargetSettings.Family;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What of a model may be watched after an epoch.
 *
 * @param all at least one
 * @param losses of its outputs that have one of their own
 * @param targets that its outputs forecast, each one's
 */
record Monitors(List<Monitor> all, List<LossSettings.Kind> losses, int targets) {

  private static final String AUTO = "auto";

  private static final List<String> OF_ONE = List.of("mae", "rmse");

  private static final String MIXED =
      "would be a mean over targets that each have a unit of their own, which the loss has scaled; ";

  /** Of a model of values that has one output. */
  static final Monitors OF_VALUES =
      new Monitors(
          List.of(Monitor.MAE, Monitor.RMSE, Monitor.LOSS, Monitor.TRAINING_LOSS), List.of(), 1);

  /** Copies the lists. */
  Monitors {
    all = List.copyOf(all);
    losses = List.copyOf(losses);
  }

  /** Of a model that forecasts that of a window. */
  static Monitors of(ModelEnds ends, WindowSettings window) {
    List<Monitor> all = new ArrayList<>();
    all.add(Monitor.LOSS);
    all.add(Monitor.TRAINING_LOSS);
    List<TargetSettings> targets =
        ends.outputs().stream().flatMap(output -> output.of(window).stream()).toList();
    errors(targets).stream()
        .filter(measure -> !isMixed(measure, targets))
        .forEach(measure -> all.add(new Monitor(measure, "")));
    if (ends.outputs().size() > 1) {
      ends.outputs().forEach(output -> all.addAll(of(output, window)));
    }
    return new Monitors(
        all,
        ends.outputs().stream()
            .flatMap(output -> output.loss().stream())
            .map(LossSettings::kind)
            .toList(),
        targets.size());
  }

  /** Whether it is a mean of what is in units of different kinds. */
  private static boolean isMixed(Measure measure, List<TargetSettings> targets) {
    return (measure == Measure.MAE || measure == Measure.RMSE)
        && targets.stream().filter(target -> target.family() == Family.VALUES).count() > 1;
  }

  private static List<Monitor> of(OutputSettings output, WindowSettings window) {
    List<Monitor> own = new ArrayList<>();
    own.add(new Monitor(Measure.LOSS, output.name()));
    errors(output.of(window)).forEach(measure -> own.add(new Monitor(measure, output.name())));
    return own;
  }

  /** The errors that are known of targets. */
  private static List<Measure> errors(List<TargetSettings> targets) {
    List<Measure> measures = new ArrayList<>();
    if (targets.isEmpty()
        || targets.stream().anyMatch(target -> target.family() == Family.VALUES)) {
      measures.addAll(List.of(Measure.MAE, Measure.RMSE));
    }
    if (targets.stream().anyMatch(target -> target.family() != Family.VALUES)) {
      measures.addAll(List.of(Measure.ACCURACY, Measure.BRIER));
    }
    return measures;
  }

  /**
   * Reads which one is chosen.
   *
   * @param loss that is minimised
   */
  Monitor read(Section section, String key, LossSettings.Kind loss) {
    Monitor suits = suits(losses.isEmpty() ? loss : losses.get(0));
    String wanted = section.nonEmpty(key);
    if (wanted.equals(AUTO)) {
      return suits;
    }
    Optional<Monitor> found = all.stream().filter(one -> one.toString().equals(wanted)).findFirst();
    if (found.isEmpty()) {
      List<String> names = all.stream().map(Monitor::toString).toList();
      section.problem(
          key,
          wanted,
          (targets > 1 && OF_ONE.contains(wanted) ? MIXED : "is not known of what is forecast; ")
              + "there are auto, "
              + String.join(", ", Nearest.first(wanted, names)));
    }
    return found.orElse(suits);
  }

  /** Of several targets the loss alone has all of them in the same unit. */
  private Monitor suits(LossSettings.Kind loss) {
    return switch (loss) {
      case MAE, MSE, HUBER, LOG_COSH ->
          targets == 1 && all.contains(Monitor.MAE) ? Monitor.MAE : Monitor.LOSS;
      // Of more than a value a mean absolute error does not tell what is better.
      case QUANTILES, GAUSSIAN, CROSS_ENTROPY -> Monitor.LOSS;
    };
  }
}
