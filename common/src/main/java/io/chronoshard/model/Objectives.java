package io.chronoshard.model;

import io.chronoshard.config.LossSettings;
import io.chronoshard.config.ModelEnds;
import io.chronoshard.config.OutputSettings;
import io.chronoshard.feature.Target;
import io.chronoshard.model.error.ForecastForm;
import io.chronoshard.window.WindowShape;
import io.chronoshard.window.WindowTargets;
import java.util.List;

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
   */
  public static Objectives of(ModelEnds ends, LossSettings usual, List<Target> targets) {
    return new Objectives(
        ends.outputs().stream().map(output -> head(output, usual, targets)).toList());
  }

  private static HeadObjective head(
      OutputSettings output, LossSettings usual, List<Target> targets) {
    List<Target> own =
        output.targets().isEmpty()
            ? targets
            : output.targets().stream().map(name -> named(name, targets)).toList();
    return new HeadObjective(
        output.name(), output.weight(), Objective.of(output.loss().orElse(usual), own));
  }

  private static Target named(String name, List<Target> targets) {
    return targets.stream()
        .filter(target -> target.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no target " + name));
  }

  /** What the network gives for each target of each head. */
  public List<ForecastForm> forms() {
    return heads.stream().flatMap(head -> head.objective().forms().stream()).toList();
  }

  /**
   * How what the network gives lies.
   *
   * @param width target columns of a block
   */
  public ForecastLayout layout(WindowShape shape, int width) {
    return new ForecastLayout(new WindowTargets(shape, width), forms());
  }

  /** What it and forecasts that are no network's give. */
  public TargetForms targetForms() {
    return new TargetForms(
        forms(),
        heads.stream().flatMap(head -> head.objective().targetForms().plain().stream()).toList());
  }
}
