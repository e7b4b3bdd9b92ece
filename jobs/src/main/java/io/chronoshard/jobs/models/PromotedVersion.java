package io.chronoshard.jobs.models;

import io.chronoshard.registry.ModelVersion;
import io.chronoshard.registry.Promotion;
import io.chronoshard.registry.Promotions.Change;
import java.util.Optional;

/**
 * What a promotion or a rollback has changed.
 *
 * @param model the model's name
 * @param version the champion
 * @param before the champion before; nothing where there was none, or the same where nothing
 *     changed
 * @param promotion number of the promotion in force
 */
record PromotedVersion(String model, int version, Optional<Integer> before, int promotion) {

  static PromotedVersion of(String model, Change change) {
    return new PromotedVersion(
        model,
        change.now().version(),
        change.before().map(Promotion::version),
        change.now().number());
  }

  /**
   * As an operator reads it.
   *
   * @param since how it became the champion: {@code now}, {@code again}
   */
  String text(String since) {
    String name = ModelVersion.name(version);
    if (before.equals(Optional.of(version))) {
      return name + " is the champion of " + model + " already";
    }
    return name
        + " is the champion of "
        + model
        + " "
        + since
        + before.map(old -> " (it was " + ModelVersion.name(old) + ")").orElse("");
  }
}
