package io.chronoshard.config;

import java.util.Map;
import java.util.Set;

/**
 * The block {@code training.schedule}: how the learning rate changes while training goes on.
 *
 * @param type which way
 * @param factor what the rate is multiplied by; step, exponential, plateau
 * @param epochs in how many epochs; step, exponential
 * @param least share of the learning rate that remains at least; all but constant
 * @param patience epochs without improvement before the rate falls; plateau
 * @param minDelta the smallest change that counts as an improvement; plateau
 * @param warmUp epochs in which the rate rises to its whole, before the schedule begins
 */
public record ScheduleSettings(
    Type type,
    double factor,
    double epochs,
    double least,
    int patience,
    double minDelta,
    double warmUp) {

  private static final Map<Type, Set<String>> KEYS =
      Map.of(
          Type.CONSTANT, Set.of(),
          Type.STEP, Set.of("factor", "epochs", "least"),
          Type.EXPONENTIAL, Set.of("factor", "epochs", "least"),
          Type.COSINE, Set.of("least"),
          Type.PLATEAU, Set.of("factor", "patience", "min-delta", "least"));

  /** Ways in which a learning rate changes. */
  public enum Type {
    CONSTANT,
    STEP,
    EXPONENTIAL,
    COSINE,
    PLATEAU
  }

  /**
   * Reads the block.
   *
   * @param trained epochs of the training, at most
   */
  static ScheduleSettings read(Section section, int trained) {
    Type type = section.choice("type", Type.class);
    ScheduleSettings settings =
        new ScheduleSettings(
            type,
            section.number("factor", 1e-6, 1),
            section.number("epochs", 1e-3, 1e6),
            section.number("least", 0, 1),
            section.integer("patience", 1, Integer.MAX_VALUE),
            section.number("min-delta", 0, Double.MAX_VALUE),
            section.number("warm-up", 0, 1e6));
    section.requireReference(
        Set.of("factor", "epochs", "least", "patience", "min-delta"),
        KEYS.getOrDefault(type, Set.of()),
        "type",
        type);
    if (settings.warmUp > 0 && settings.warmUp >= trained) {
      section.problem(
          "warm-up",
          settings.warmUp,
          "must be below training.epochs = " + trained + ", or no epoch has the whole rate");
    }
    section.close();
    return settings;
  }
}
