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
 * @param mixed what may not be, for it would be a mean of what is in units of different kinds
 */
record Monitors(
    List<Monitor> all, List<LossSettings.Kind> losses, int targets, List<Monitor> mixed) {

  private static final String AUTO = "auto";

  private static final String MIXED =
      "would be a mean over targets that each have a unit of their own, which the loss has scaled; ";

  /** Of a model of values that has one output. */
  static final Monitors OF_VALUES =
      new Monitors(
          List.of(Monitor.MAE, Monitor.RMSE, Monitor.LOSS, Monitor.TRAINING_LOSS),
          List.of(),
          1,
          List.of());

  /** Copies the lists. */
  Monitors {
    all = List.copyOf(all);
    losses = List.copyOf(losses);
    mixed = List.copyOf(mixed);
  }

  /** Of a model that forecasts that of a window. */
  static Monitors of(ModelEnds ends, WindowSettings window) {
    List<Monitor> all = new ArrayList<>();
    List<Monitor> mixed = new ArrayList<>();
    all.add(Monitor.LOSS);
    all.add(Monitor.TRAINING_LOSS);
    List<TargetSettings> targets =
        ends.outputs().stream().flatMap(output -> output.of(window).stream()).toList();
    addErrors(targets, "", all, mixed);
    if (ends.outputs().size() > 1) {
      for (OutputSettings output : ends.outputs()) {
        all.add(new Monitor(Measure.LOSS, output.name()));
        addErrors(output.of(window), output.name(), all, mixed);
      }
    }
    return new Monitors(
        all,
        ends.outputs().stream()
            .flatMap(output -> output.loss().stream())
            .map(LossSettings::kind)
            .toList(),
        targets.size(),
        mixed);
  }

  private static void addErrors(
      List<TargetSettings> targets, String head, List<Monitor> all, List<Monitor> mixed) {
    for (Measure measure : errors(targets)) {
      (isMixed(measure, targets) ? mixed : all).add(new Monitor(measure, head));
    }
  }

  /** Whether it is a mean of what is in units of different kinds. */
  private static boolean isMixed(Measure measure, List<TargetSettings> targets) {
    return (measure == Measure.MAE || measure == Measure.RMSE)
        && targets.stream().filter(target -> target.family() == Family.VALUES).count() > 1;
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
          (isMixed(wanted) ? MIXED : "is not known of what is forecast; ")
              + "there are auto, "
              + String.join(", ", Nearest.first(wanted, names)));
    }
    return found.orElse(suits);
  }

  private boolean isMixed(String wanted) {
    return mixed.stream().anyMatch(one -> one.toString().equals(wanted));
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
