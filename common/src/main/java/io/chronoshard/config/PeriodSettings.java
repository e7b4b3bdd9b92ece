package io.chronoshard.config;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How many minibatches lie between two averagings: the key {@code period} of the block {@code
 * training}, and its block {@code period-growth}.
 *
 * @param minibatches of each shard in a round, at first and at least
 * @param growth how it grows while epochs go by
 * @param factor what the period is multiplied by; step
 * @param epochs in how many epochs; step
 * @param alpha the learning rate at which a period would be one minibatch; quadratic; nothing where
 *     the whole learning rate is that of the first period
 * @param most minibatches in a round; all but fixed
 */
public record PeriodSettings(
    int minibatches, Growth growth, double factor, int epochs, Optional<Double> alpha, int most) {

  private static final Map<Growth, Set<String>> KEYS =
      Map.of(
          Growth.FIXED, Set.of(),
          Growth.STEP, Set.of("factor", "epochs", "most"),
          Growth.QUADRATIC, Set.of("alpha", "most"));

  /** Ways in which a period grows. */
  public enum Growth {
    FIXED,
    STEP,
    QUADRATIC
  }

  /**
   * Reads the key and the block.
   *
   * @param schedule of the learning rate
   */
  static PeriodSettings read(Section training, ScheduleSettings schedule) {
    int minibatches = training.integer("period", 1, Integer.MAX_VALUE);
    Section section = training.section("period-growth");
    Growth growth = section.choice("type", Growth.class);
    PeriodSettings settings =
        new PeriodSettings(
            minibatches,
            growth,
            section.number("factor", 1, 1000),
            section.integer("epochs", 1, Integer.MAX_VALUE),
            section.numberOr("alpha", 1e-12, 1e6, "auto"),
            section.integer("most", 1, Integer.MAX_VALUE));
    section.requireReference(
        Set.of("factor", "epochs", "alpha", "most"),
        KEYS.getOrDefault(growth, Set.of()),
        "type",
        growth);
    if (growth != Growth.FIXED && settings.most < minibatches) {
      section.problem("most", settings.most, "must be at least training.period = " + minibatches);
    }
    if (growth == Growth.QUADRATIC && schedule.type() == ScheduleSettings.Type.CONSTANT) {
      section.problem(
          "type",
          "quadratic",
          "lengthens the period as the learning rate falls, and training.schedule.type = constant"
              + " keeps it; choose another schedule, or period-growth.type = step");
    }
    section.close();
    return settings;
  }
}
