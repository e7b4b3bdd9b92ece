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
 * @param others what becomes of dates before that one that are not decided
 */
record Asked(Optional<RunDate> date, Mandate mandate, Others others) {

  /** Behind a run's id: its date is not decided by it. */
  private static final String NOT_DECIDING = "-dry";

  private static final String DATE = "--run-date";
  private static final String DRY = "--dry-run";
  private static final String FORCE = "--force";
  private static final String ONLY = "--only";

  /** What becomes of dates that were missed, or whose run did not end well. */
  enum Others {
    DONE_FIRST,
    LEFT_OUT
  }

  static List<JobOption> options() {
    return List.of(
        new JobOption(
            DATE,
            "DATE",
            "The history before it is known: a day, or a time with its offset. Not given: now, or retrain.every's newest.",
            List.of()),
        new JobOption(DRY, "", "Decide and tell, but promote nothing.", List.of()),
        new JobOption(
            ONLY,
            "",
            "Leave out earlier dates that were missed or did not end well, for good.",
            List.of()),
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
    boolean isDry = isDry(options);
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
            reason.map(why -> new Forced(Operator.name(), why))),
        options.containsKey(ONLY) ? Others.LEFT_OUT : Others.DONE_FIRST);
  }

  /** Whether nothing is to change, whatever else is asked. */
  static boolean isDry(Map<String, String> options) {
    return options.containsKey(DRY);
  }

  boolean isDry() {
    return mandate.promotion() == Promotion.ONLY_TOLD;
  }

  /** The run of a date: one that only tells what would be decided has a name of its own. */
  String runId(RunDate of) {
    return runId(of, mandate);
  }

  /** The run of a date that is done with a mandate. */
  static String runId(RunDate of, Mandate mandate) {
    return of.runId() + (mandate.promotion() == Promotion.ONLY_TOLD ? NOT_DECIDING : "");
  }

  /** Whether no date but that one is looked at. */
  boolean isAlone() {
    return isDry() || others == Others.LEFT_OUT;
  }
}
