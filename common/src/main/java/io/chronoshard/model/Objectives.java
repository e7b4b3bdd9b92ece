package io.chronoshard.model;

import io.chronoshard.config.LossSettings;
import io.chronoshard.config.LossSettings.Balance;
import io.chronoshard.config.LossSettings.ClassWeights;
import io.chronoshard.config.ModelEnds;
import io.chronoshard.config.OutputSettings;
import io.chronoshard.config.TimeAxis;
import io.chronoshard.error.ConfigurationException;
import io.chronoshard.feature.Target;
import io.chronoshard.model.error.ForecastForm;
import io.chronoshard.window.WindowShape;
import io.chronoshard.window.WindowTargets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a network is to learn.
 *
 * @param heads one entry per head
 */
public record Objectives(List<HeadObjective> heads) {

  /** Copies the list. */
  public Objectives {
    heads = List.copyOf(heads);
  }

  /** Of a network with one head. */
  public static Objectives of(Objective objective) {
    return new Objectives(List.of(new HeadObjective("output", 1, objective)));
  }

  /**
   * Of the outputs of a model.
   *
   * @param usual what is minimised of outputs that say nothing
   * @param targets all targets of a window
   * @param axis what steps are: lives that are counted in cycles or rows are judged as such
   */
  public static Objectives of(
      ModelEnds ends, LossSettings usual, List<Target> targets, TimeAxis axis) {
    return new Objectives(
        ends.outputs().stream().map(output -> head(output, usual, targets, axis)).toList());
  }

  private static HeadObjective head(
      OutputSettings output, LossSettings usual, List<Target> targets, TimeAxis axis) {
    List<Target> own = own(output, targets);
    Objective objective = Objective.of(output.loss().orElse(usual), own);
    return new HeadObjective(
        output.name(), output.weight(), axis.hasClock() ? objective : objective.withLives(own));
  }

  private static List<Target> own(OutputSettings output, List<Target> targets) {
    return output.targets().isEmpty()
        ? targets
        : output.targets().stream().map(name -> named(name, targets)).toList();
  }

  private static Target named(String name, List<Target> targets) {
    return targets.stream()
        .filter(target -> target.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no target " + name));
  }

  /**
   * Refuses class-weights that are not one for each class. How many classes a target of texts has
   * is known once those of the training part are counted, and not before.
   *
   * @throws ConfigurationException with the weights, the target and its classes
   */
  public static void requireClassWeights(ModelEnds ends, LossSettings usual, List<Target> targets) {
    for (OutputSettings output : ends.outputs()) {
      String block = output.loss().isPresent() ? output.path() : "training";
      ClassWeights weights = output.loss().orElse(usual).classWeights();
      own(output, targets).stream()
          .filter(target -> target.isProbable())
          .forEach(target -> requireFit(block + ".class-weights", weights, target));
    }
  }

  private static void requireFit(String key, ClassWeights weights, Target target) {
    int classes = Math.max(2, target.classes().size());
    if (weights.balance() == Balance.GIVEN && weights.given().size() != classes) {
      throw new ConfigurationException(
          String.format(
              Locale.ROOT,
              "%s = %s: \"%s\" has %d classes, %s; give a number for each",
              key,
              weights.given(),
              target.name(),
              classes,
              target.classes().isEmpty() ? "no event and an event" : target.classes()));
    }
  }

  /** What the network gives for each target of each head. */
  public List<ForecastForm> forms() {
    return heads.stream().flatMap(head -> head.objective().forms().stream()).toList();
  }

  /**
   * How what the network gives lies.
   *
   * @param widths columns of each target
   */
  public ForecastLayout layout(WindowShape shape, List<Integer> widths) {
    return new ForecastLayout(new WindowTargets(shape, widths), forms());
  }

  /**
   * The same, with classes that count what they are to in training.
   *
   * @param values what is forecast
   * @param shares of each target column, the share of the training part's steps at which it holds
   */
  public Objectives weighted(WindowTargets values, List<Double> shares) {
    List<HeadObjective> weighted = new ArrayList<>();
    for (int i = 0; i < heads.size(); i++) {
      int head = i;
      List<Double> own =
          values.targets().stream()
              .filter(target -> target.head() == head)
              .flatMap(
                  target ->
                      shares.subList(target.column(), target.column() + target.width()).stream())
              .toList();
      HeadObjective objective = heads.get(i);
      weighted.add(
          new HeadObjective(
              objective.name(), objective.weight(), objective.objective().weighted(own)));
    }
    return new Objectives(weighted);
  }

  /** What it and forecasts that are no network's give. */
  public TargetForms targetForms() {
    return new TargetForms(
        forms(),
        heads.stream().flatMap(head -> head.objective().targetForms().plain().stream()).toList());
  }
}
