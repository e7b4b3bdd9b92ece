package io.chronoshard.jobs.retrain;

import io.chronoshard.error.ConfigurationException;
import io.chronoshard.gate.Decision.Forced;
import io.chronoshard.jobs.cli.JobOption;
import io.chronoshard.registry.Operator;
import io.chronoshard.retrain.Mandate;
import io.chronoshard.retrain.Mandate.Promotion;
import io.chronoshard.retrain.RunDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the command line asks of a retraining.
 *
 * @param date nothing where it follows from the clock
 * @param mandate what may be done
 */
record Asked(Optional<RunDate> date, Mandate mandate) {

  private static final String DATE = "--run-date";
  private static final String DRY = "--dry-run";
  private static final String FORCE = "--force";

  static List<JobOption> options() {
    return List.of(
        new JobOption(
            DATE,
            "DATE",
            "The history before it is known: a day, or a time with its offset; now where it is not given.",
            List.of()),
        new JobOption(DRY, "", "Decide and tell, but promote nothing.", List.of()),
        new JobOption(
            FORCE,
            "REASON",
            "Promote the best challenger that is sane, whatever rules and gate say.",
            List.of()));
  }

  /**
   * Reads the options.
   *
   * @throws ConfigurationException where one of them makes no sense
   */
  static Asked of(Map<String, String> options) {
    Optional<String> reason = Optional.ofNullable(options.get(FORCE));
    boolean isDry = options.containsKey(DRY);
    if (reason.isPresent() && reason.get().isBlank()) {
      throw new ConfigurationException(
          "--force needs a reason, which stays with the promotion: --force \"the sensor was replaced on purpose\"");
    }
    if (reason.isPresent() && isDry) {
      throw new ConfigurationException(
          "--dry-run promotes nothing and --force promotes; give one of them");
    }
    return new Asked(
        Optional.ofNullable(options.get(DATE)).map(RunDate::parse),
        new Mandate(
            isDry ? Promotion.ONLY_TOLD : Promotion.ALLOWED,
            reason.map(why -> new Forced(Operator.name(), why))));
  }

  boolean isDry() {
    return mandate.promotion() == Promotion.ONLY_TOLD;
  }
}
