package io.chronoshard.config;

import java.util.function.Function;

/**
 * The block {@code training.penalty}: what keeps weights small; biases are free.
 *
 * @param l1 times the sum of absolute values, in the loss
 * @param l2 times the sum of squares, in the loss
 * @param decay times the learning rate, taken off each weight by each step
 */
public record PenaltySettings(double l1, double l2, double decay) {

  static PenaltySettings read(Section section) {
    Function<String, Double> factor = factorOf(section);
    PenaltySettings settings =
        new PenaltySettings(factor.apply("l1"), factor.apply("l2"), factor.apply("decay"));
    section.close();
    return settings;
  }

  /** Reads a factor of a section. */
  static Function<String, Double> factorOf(Section section) {
    return key -> section.number(key, 0, Double.MAX_VALUE);
  }
}
