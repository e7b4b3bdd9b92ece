package io.chronoshard.config;

/** The block {@code training.optimizer}: the updater. */
public record OptimizerSettings(Type type, double learningRate) {

  /** Kinds of updater. */
  public enum Type {
    ADAM,
    RMSPROP,
    SGD
  }

  static OptimizerSettings read(Section section) {
    OptimizerSettings settings =
        new OptimizerSettings(
            section.choice("type", Type.class), section.number("learning-rate", 1e-12, 1e6));
    section.close();
    return settings;
  }
}
