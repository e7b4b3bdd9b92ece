package io.chronoshard.jobs.cli;

import io.chronoshard.error.StorageException;
import io.chronoshard.error.UserException;
import io.chronoshard.registry.RunAttempt;
import io.chronoshard.registry.RunFolder;
import io.chronoshard.registry.RunResult;
import io.chronoshard.registry.RunStatus;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;

/**
 * A job's work, with a run folder that says how it stands from begin to end, and that is not done
 * twice.
 */
public final class TrackedRun {

  private final JobContext context;
  private final String job;
  private final RunFolder folder;
  private final Clock clock;

  TrackedRun(JobContext context, String job, RunFolder folder, Clock clock) {
    this.context = context;
    this.job = job;
    this.folder = folder;
    this.clock = clock;
  }

  /** A run of a job that tells about itself in that folder. */
  public static TrackedRun of(JobContext context, String job, RunFolder folder) {
    return new TrackedRun(context, job, folder, Clock.systemUTC());
  }

  /** What a run does. */
  @FunctionalInterface
  public interface Work {

    /**
     * Does it.
     *
     * @param attempt takes events; its folder takes what the run needs to go on after a stop
     * @return what the run's status says at the end
     */
    RunResult run(RunAttempt attempt);
  }

  /**
   * Does the work, writes how it ended and gives the job's result. Where the run is done already,
   * says so as the job's result and does nothing.
   *
   * @return how the run stands at the end
   */
  public RunStatus run(Work work) {
    Optional<RunStatus> before = folder.status();
    if (before.isPresent() && before.get().state() == RunStatus.State.DONE) {
      context.result(before.get(), () -> done(before.get()));
      return before.get();
    }
    before.ifPresent(
        status ->
            context.note(
                String.format(
                    Locale.ROOT,
                    "run %s was started before and did not end well; this is attempt %d",
                    folder.runId(),
                    status.attempt() + 1)));
    return again(work);
  }

  /**
   * Does the work and writes how it ended, also where the run is done already: for work that is
   * quick and whose result somebody may have removed.
   *
   * @return how the run stands at the end
   */
  public RunStatus again(Work work) {
    try (RunAttempt attempt = folder.begin(job, clock)) {
      try {
        RunStatus done = attempt.done(work.run(attempt));
        context.result(done, done::message);
        return done;
      } catch (RuntimeException | Error failure) {
        failed(attempt, failure);
        throw failure;
      }
    }
  }

  private static String done(RunStatus status) {
    String since = status.ended().map(ended -> " since " + ended).orElse("");
    return String.format(
        Locale.ROOT,
        "run %s is done%s: %s; choose another run.id to do it again",
        status.runId(),
        since,
        status.message());
  }

  /** The failure that matters is the first one; that its status cannot be written comes with it. */
  private static void failed(RunAttempt attempt, Throwable failure) {
    UserException mendable = ExitCodes.mendable(failure);
    try {
      if (mendable == null) {
        attempt.failed(ExitCodes.DEFECT, failure.toString());
      } else {
        attempt.failed(mendable.exitCode(), String.valueOf(mendable.getMessage()));
      }
    } catch (StorageException unwritten) {
      failure.addSuppressed(unwritten);
    }
  }
}
