package io.chronoshard.config;

import java.util.List;

/**
 * How shards become one: the key {@code averaging} of the block {@code training}, and its block
 * {@code outer}.
 *
 * @param type which way
 * @param learningRate the factor of an outer step; nesterov
 * @param momentum share of the outer steps before that is taken again; nesterov
 */
public record AveragingSettings(Type type, double learningRate, double momentum) {

  private static final double BELOW_ONE = 0.999999;

  /** Ways in which shards become one. */
  public enum Type {
    /** The mean, weighted by windows. */
    MEAN,
    /** An outer step with Nesterov's momentum, towards that mean. */
    NESTEROV
  }

  static AveragingSettings read(Section training) {
    Type type = training.choice("averaging", Type.class);
    Section outer = training.section("outer");
    AveragingSettings settings =
        new AveragingSettings(
            type, outer.number("learning-rate", 1e-6, 10), outer.number("momentum", 0, BELOW_ONE));
    if (type == Type.MEAN) {
      for (String key : List.of("learning-rate", "momentum")) {
        outer.requireReference(
            key, "says nothing where training.averaging = mean; leave it out, or set nesterov");
      }
    }
    outer.close();
    return settings;
  }

  /** The same without outer steps. */
  public AveragingSettings withoutOuterSteps() {
    return new AveragingSettings(Type.MEAN, learningRate, momentum);
  }

  /** The keys of all step sizes, for a message that tells to lower one. */
  public String stepSizes() {
    String inner = "training.optimizer.learning-rate";
    return type == Type.MEAN ? inner : inner + ", or training.outer.learning-rate,";
  }
}
