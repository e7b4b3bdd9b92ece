package io.chronoshard.jobs.cli;

import io.chronoshard.config.RunName;
import io.chronoshard.error.BusyException;
import io.chronoshard.error.ConfigurationException;
import io.chronoshard.error.StorageException;
import io.chronoshard.error.UserException;
import io.chronoshard.registry.ModelLock;
import io.chronoshard.registry.OutputFolder;
import io.chronoshard.registry.RunAttempt;
import io.chronoshard.registry.RunFolder;
import io.chronoshard.registry.RunResult;
import io.chronoshard.registry.RunStatus;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A job's work, with a run folder that says how it stands from begin to end, and that is not done
 * twice.
 */
public final class TrackedRun {

  private final JobContext context;
  private final String job;
  private final String identity;
  private final RunFolder folder;
  private final BooleanSupplier stands;
  private final Runnable discard;
  private final Clock clock;

  TrackedRun(
      JobContext context,
      String job,
      String identity,
      RunFolder folder,
      BooleanSupplier stands,
      Runnable discard,
      Clock clock) {
    this.context = context;
    this.job = job;
    this.identity = identity;
    this.folder = folder;
    this.stands = stands;
    this.discard = discard;
    this.clock = clock;
  }

  /**
   * A run of a job that tells about itself in that folder.
   *
   * @param stands whether what the run has made, where it is done, is still there
   */
  public static TrackedRun of(
      JobContext context, String job, RunName run, RunFolder folder, BooleanSupplier stands) {
    return of(context, job, run, folder, stands, () -> {});
  }

  /**
   * A run of a job that writes an output and tells about itself beside it. Where the output was
   * removed, the run is made again; where it fails, nothing that it has staged stays.
   *
   * @throws io.chronoshard.error.ConfigurationException where another run's output is in the way
   */
  public static TrackedRun of(JobContext context, String job, RunName run, OutputFolder output) {
    boolean stands = output.state() == OutputFolder.State.COMMITTED;
    return new TrackedRun(
        context,
        job,
        run.identity(),
        output.runFolder(),
        () -> stands,
        output::discard,
        Clock.systemUTC());
  }

  /**
   * A run of a job that stages something before it is there.
   *
   * @param stands whether what the run has made, where it is done, is still there
   * @param discard removes what a run that fails has staged
   */
  public static TrackedRun of(
      JobContext context,
      String job,
      RunName run,
      RunFolder folder,
      BooleanSupplier stands,
      Runnable discard) {
    return new TrackedRun(context, job, run.identity(), folder, stands, discard, Clock.systemUTC());
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

  /** What a run does that keeps others from writing. */
  @FunctionalInterface
  public interface LockedWork {

    /**
     * Does it.
     *
     * @param attempt as for other work
     * @param lock held as long as nobody takes it over
     * @return what the run's status says at the end
     */
    RunResult run(RunAttempt attempt, ModelLock lock);
  }

  /**
   * Does the work, writes how it ended and gives the job's result. Where the run is done already,
   * says so as the job's result and does nothing. Spark throws checked exceptions that nobody
   * declares; they end a run as all others do.
   *
   * @return how the run stands at the end
   * @throws ConfigurationException where a run of that id is done with another configuration or
   *     data
   */
  public RunStatus run(Work work) {
    return done()
        .orElseGet(
            () -> {
              noteEarlierAttempt();
              return attempt(folder, work);
            });
  }

  /**
   * Does the work under the lock of a model, which is taken once there is something to do, and
   * given back at the end.
   *
   * @param taking takes the lock
   * @return how the run stands at the end
   * @throws io.chronoshard.error.BusyException where another run holds the lock, or takes it over
   */
  public RunStatus run(Supplier<ModelLock> taking, LockedWork work) {
    return done().orElseGet(() -> locked(taking, work));
  }

  /**
   * Does the work under a lock that is held already, and stays so.
   *
   * @return how the run stands at the end
   */
  public RunStatus under(ModelLock lock, LockedWork work) {
    return done()
        .orElseGet(
            () -> {
              noteEarlierAttempt();
              return attempt(folder.under(lock), attempt -> work.run(attempt, lock));
            });
  }

  /** While it waited for the lock, another process may have done the very same run. */
  private RunStatus locked(Supplier<ModelLock> taking, LockedWork work) {
    try (ModelLock lock = taking.get()) {
      return under(lock, work);
    }
  }

  /** How the run stands, told as the job's result, where there is nothing left to do. */
  private Optional<RunStatus> done() {
    Optional<RunStatus> done =
        folder
            .status()
            .filter(status -> status.state() == RunStatus.State.DONE && stands.getAsBoolean());
    done.ifPresent(
        status -> {
          requireSame(status);
          context.result(status, () -> told(status));
        });
    return done;
  }

  private void noteEarlierAttempt() {
    folder
        .status()
        .ifPresent(
            before ->
                context.note(
                    String.format(
                        Locale.ROOT,
                        "run %s was started before and %s; this is attempt %d",
                        folder.runId(),
                        before.state() == RunStatus.State.DONE
                            ? "its output is gone"
                            : "did not end well",
                        before.attempt() + 1)));
  }

  /**
   * Does the work, writes how it ended and gives the job's result, also where the run is done
   * already: for work that is quick and whose output others may change.
   *
   * @return how the run stands at the end
   */
  public RunStatus again(Work work) {
    return attempt(folder, work);
  }

  /**
   * The same under a lock that is held already, and stays so, for work whose result has more to
   * tell than a run's status.
   *
   * @param told what is given as JSON, once the run has ended well
   */
  public RunStatus again(ModelLock lock, LockedWork work, Supplier<?> told) {
    return attempt(folder.under(lock), attempt -> work.run(attempt, lock), done -> told.get());
  }

  /**
   * The same for work whose result has more to tell than a run's status.
   *
   * @param told what is given as JSON, once the run has ended well
   */
  public RunStatus again(Work work, Supplier<?> told) {
    return attempt(folder, work, done -> told.get());
  }

  private RunStatus attempt(RunFolder into, Work work) {
    return attempt(into, work, Function.identity());
  }

  private RunStatus attempt(RunFolder into, Work work, Function<RunStatus, ?> told) {
    try (RunAttempt attempt = into.begin(job, identity, clock)) {
      try {
        RunStatus done = attempt.done(work.run(attempt));
        context.result(told.apply(done), done::message);
        return done;
      } catch (Exception | Error failure) {
        failed(attempt, failure);
        throw failure;
      }
    }
  }

  private void requireSame(RunStatus done) {
    if (!done.identity().equals(identity)) {
      throw new ConfigurationException(
          String.format(
              Locale.ROOT,
              "run %s was done with another configuration or other data (%s there, %s here); choose another run.id, or none to have it named by both",
              done.runId(),
              done.identity(),
              identity));
    }
  }

  private static String told(RunStatus status) {
    String since = status.ended().map(ended -> " since " + ended).orElse("");
    return String.format(
        Locale.ROOT,
        "run %s is done%s: %s; choose another run.id to do it again",
        status.runId(),
        since,
        status.message());
  }

  /** The failure that matters is the first one; that its status cannot be written comes with it. */
  private void failed(RunAttempt attempt, Throwable failure) {
    UserException mendable = ExitCodes.mendable(failure);
    try {
      discard.run();
    } catch (StorageException undeleted) {
      failure.addSuppressed(undeleted);
    }
    try {
      if (mendable == null) {
        attempt.failed(ExitCodes.DEFECT, failure.toString());
      } else {
        attempt.failed(mendable.exitCode(), String.valueOf(mendable.getMessage()));
      }
    } catch (StorageException | BusyException unwritten) {
      failure.addSuppressed(unwritten);
    }
  }
}
