package io.chronoshard.jobs.train;

import io.chronoshard.config.RunName;
import io.chronoshard.error.StorageException;
import io.chronoshard.jobs.cli.JobContext;
import io.chronoshard.registry.ModelRegistry;
import io.chronoshard.registry.RunFolder;
import io.chronoshard.train.plan.Comparison;
import io.chronoshard.train.plan.Happened;
import io.chronoshard.train.plan.Prediction;
import java.util.Optional;

/**
 * What {@code plan} has told of a training, where it was asked, compared with what then happened.
 *
 * @param plan the folder of a run of {@code plan} that has the training's configuration and data by
 *     its name
 * @param identity hash of all that decides the training's result
 */
record PlannedBefore(RunFolder plan, String identity) {

  /** Of a training. */
  static PlannedBefore of(ModelRegistry registry, RunName plan) {
    return new PlannedBefore(registry.run(plan.id()), plan.identity());
  }

  /**
   * Leaves the comparison in the training's folder, and tells it in a line; does nothing where
   * there is no plan of this very training.
   */
  void compare(Happened happened, RunFolder training, JobContext context) {
    found(context)
        .map(prediction -> Comparison.of(prediction, happened))
        .ifPresent(
            comparison -> {
              context.note("as planned: " + comparison.text());
              keep(comparison, training, context);
            });
  }

  /** The version is published by then. */
  private static void keep(Comparison comparison, RunFolder training, JobContext context) {
    try {
      training.write(Comparison.FILE, comparison);
    } catch (StorageException unwritten) {
      context.note("the comparison with the plan is not kept: " + unwritten.getMessage());
    }
  }

  /** What cannot be read any more, as of another release, is no reason to end a training badly. */
  private Optional<Prediction> found(JobContext context) {
    try {
      return plan.has(Prediction.FILE)
          ? Optional.of(plan.read(Prediction.FILE, Prediction.class))
              .filter(prediction -> prediction.identity().equals(identity))
          : Optional.empty();
    } catch (StorageException unreadable) {
      context.note("the plan is left out: " + unreadable.getMessage());
      return Optional.empty();
    }
  }
}
