package io.chronoshard.jobs.train;

import io.chronoshard.error.UserException;
import io.chronoshard.jobs.cli.JobContext;
import io.chronoshard.registry.Checkpoints.Checkpoint;
import io.chronoshard.registry.Checkpoints.Found;
import io.chronoshard.registry.Checkpoints.Refused;
import io.chronoshard.registry.RunAttempt;
import io.chronoshard.registry.SeriesCheckpoints;
import io.chronoshard.train.RunProgress;
import io.chronoshard.train.TrainingProgress;
import java.util.Locale;
import java.util.Map;

/**
 * Tells what becomes of checkpoints: in the run's events, and where an operator must know it. All
 * but {@link #awaitEarlier} is called by the thread that trains.
 */
final class CheckpointEvents {

  private final RunAttempt attempt;
  private final JobContext context;
  private final int networks;
  private boolean isFailing;

  /**
   * Of a training.
   *
   * @param attempt takes the events
   * @param context takes the notes
   * @param networks that the run trains
   */
  CheckpointEvents(RunAttempt attempt, JobContext context, int networks) {
    this.attempt = attempt;
    this.context = context;
    this.networks = networks;
  }

  /** From where a training goes on, and what is of no use. */
  void found(Found found) {
    found.refused().forEach(this::refused);
    found.newest().ifPresent(this::used);
    if (found.newest().isEmpty() && !found.refused().isEmpty()) {
      context.note("no checkpoint can be used: training begins anew");
    }
  }

  private void refused(Refused refused) {
    attempt.event(
        "checkpoint refused", Map.of("number", refused.number(), "reason", refused.reason()));
    context.note(
        String.format(
            Locale.ROOT, "checkpoint %d is not used: %s", refused.number(), refused.reason()));
  }

  private void used(Checkpoint used) {
    attempt.event("checkpoint used", facts(used.number(), used.progress()));
    context.note(
        String.format(
            Locale.ROOT, "going on from checkpoint %d: %s", used.number(), place(used.progress())));
  }

  private String place(RunProgress progress) {
    int done = progress.done().size();
    if (done == networks) {
      return networks == 1 ? "its network is trained" : "its networks are trained";
    }
    String network =
        networks == 1 ? "" : String.format(Locale.ROOT, " of network %d of %d", done + 1, networks);
    return progress.current().map(CheckpointEvents::place).orElse("the begin") + network;
  }

  private static String place(TrainingProgress current) {
    int epoch = current.epochs().size() + 1;
    return current.current().rounds() == 0
        ? String.format(Locale.ROOT, "epoch %d", epoch)
        : String.format(
            Locale.ROOT, "behind round %d of epoch %d", current.current().rounds(), epoch);
  }

  /**
   * Waits until all that has happened before a checkpoint is told: whoever goes on from it tells
   * nothing of that again.
   *
   * @throws UserException where storage does not serve
   */
  void awaitEarlier() {
    attempt.awaitEvents();
  }

  /** That there is another one. */
  void written(int number, RunProgress progress) {
    attempt.event("checkpoint", facts(number, progress));
    if (isFailing) {
      isFailing = false;
      context.note("checkpoints are written again: checkpoint " + number);
    }
  }

  /** That there is none; an operator hears of the first of several. */
  void failed(UserException failure) {
    String reason = String.valueOf(failure.getMessage());
    attempt.event("checkpoint failed", Map.of("reason", reason));
    if (!isFailing) {
      isFailing = true;
      context.note("no checkpoint was written, and training goes on: " + reason);
    }
  }

  /** Which series need no training any more. */
  void found(SeriesCheckpoints.Found found) {
    for (String refused : found.refused()) {
      attempt.event("series checkpoint refused", Map.of("reason", refused));
      context.note("a checkpoint of series is not used: " + refused);
    }
    int count = found.places().size();
    if (count > 0) {
      attempt.event("series checkpoints used", Map.of("series", count));
      context.note(
          String.format(Locale.ROOT, "%,d series are trained already, as checkpoints tell", count));
    }
  }

  private static Map<String, Integer> facts(int number, RunProgress progress) {
    return Map.of(
        "number",
        number,
        "networks",
        progress.done().size(),
        "epochs",
        progress.current().map(current -> current.epochs().size()).orElse(0),
        "rounds",
        progress.current().map(current -> current.current().rounds()).orElse(0));
  }
}
