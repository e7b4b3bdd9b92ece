package io.chronoshard.config;

import java.util.Map;
import java.util.Set;

/**
 * The block {@code training.optimizer}: the updater. What its type does not have is Keras' default.
 *
 * @param type which one
 * @param learningRate the factor of a step
 * @param momentum share of the last step that is taken again; sgd, rmsprop
 * @param nesterov whether the gradient is taken to be where momentum will have led; sgd
 * @param rho share of the past in the mean of squared gradients; rmsprop
 * @param beta1 share of the past in the mean gradient; adam
 * @param beta2 share of the past in the mean of squared gradients; adam
 * @param epsilon keeps divisors from zero; adam, rmsprop
 */
public record OptimizerSettings(
    Type type,
    double learningRate,
    double momentum,
    boolean nesterov,
    double rho,
    double beta1,
    double beta2,
    double epsilon) {

  private static final double BELOW_ONE = 0.999999;

  private static final Map<Type, Set<String>> KEYS =
      Map.of(
          Type.ADAM, Set.of("beta-1", "beta-2", "epsilon"),
          Type.RMSPROP, Set.of("momentum", "rho", "epsilon"),
          Type.SGD, Set.of("momentum", "nesterov"));

  /** Kinds of updater. */
  public enum Type {
    ADAM,
    RMSPROP,
    SGD;

    /** Keras' learning rate. */
    double usualRate() {
      return this == SGD ? 0.01 : 0.001;
    }
  }

  static OptimizerSettings read(Section section) {
    Type type = section.choice("type", Type.class);
    OptimizerSettings settings =
        new OptimizerSettings(
            type,
            section.numberOr("learning-rate", 1e-12, 1e6, "auto").orElse(type.usualRate()),
            section.number("momentum", 0, BELOW_ONE),
            section.flag("nesterov"),
            section.number("rho", 0, BELOW_ONE),
            section.number("beta-1", 0, BELOW_ONE),
            section.number("beta-2", 0, BELOW_ONE),
            section.number("epsilon", 1e-30, 1));
    section.requireReference(
        Set.of("momentum", "nesterov", "rho", "beta-1", "beta-2", "epsilon"),
        KEYS.getOrDefault(type, Set.of()),
        "type",
        type);
    if (type == Type.SGD && settings.nesterov && settings.momentum == 0) {
      section.problem("nesterov", true, "needs training.optimizer.momentum above 0");
    }
    section.close();
    return settings;
  }
}
