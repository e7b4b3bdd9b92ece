package io.chronoshard.registry;

import io.chronoshard.error.StorageException;
import io.chronoshard.registry.RunStatus.State;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.hadoop.fs.Path;

/** One start of a run, from begin to end: writes its events and how it stands. */
public final class RunAttempt implements AutoCloseable {

  private final RunFolder folder;
  private final String job;
  private final String identity;
  private final int number;
  private final Clock clock;
  private final Instant started;
  private final EventLog events;

  private RunAttempt(
      RunFolder folder, String job, String identity, int number, Clock clock, EventLog events) {
    this.folder = folder;
    this.job = job;
    this.identity = identity;
    this.number = number;
    this.clock = clock;
    this.started = clock.instant();
    this.events = events;
  }

  static RunAttempt begin(RunFolder folder, String job, String identity, int number, Clock clock) {
    Path events = new Path(folder.path(), "events");
    folder.storage().makeFolder(events);
    EventLog log =
        EventLog.begin(
            folder.storage(),
            events,
            number,
            clock,
            folder.storage().patience().pace(),
            EventLog.Limits.USUAL);
    RunAttempt attempt = new RunAttempt(folder, job, identity, number, clock, log);
    try {
      folder.status(
          attempt.status(
              State.RUNNING,
              Optional.empty(),
              new RunResult(Map.of(), Map.of(), Optional.empty(), "")));
      attempt.event("started", Map.of("job", job));
      return attempt;
    } catch (RuntimeException failure) {
      attempt.closeAfter(failure);
      throw failure;
    }
  }

  private void closeAfter(RuntimeException failure) {
    try {
      close();
    } catch (StorageException unclosed) {
      failure.addSuppressed(unclosed);
    }
  }

  /** How often the run was started, this time included. */
  public int number() {
    return number;
  }

  /** Hash of all that decides the run's result. */
  public String identity() {
    return identity;
  }

  /** Where the run leaves what it needs to go on. */
  public RunFolder folder() {
    return folder;
  }

  /**
   * Tells one event, which is out of this process then. Where storage does not serve at the moment,
   * it waits and is written later: whatever the run does goes on.
   *
   * @param kind what happened
   * @param facts texts, numbers, and lists, maps and records of such; {@code event} and {@code
   *     time} are not among them
   * @throws StorageException where waiting does not help
   */
  public void event(String kind, Map<String, ?> facts) {
    events.event(kind, facts);
  }

  /**
   * Waits until all events that were told are written.
   *
   * @throws StorageException where storage does not serve for too long
   */
  public void awaitEvents() {
    events.drain(folder.storage().patience().longest());
  }

  /** Says which version the run needs until it ends, so that nobody removes that meanwhile. */
  public void uses(int modelVersion) {
    folder.status(
        status(
            State.RUNNING,
            Optional.empty(),
            new RunResult(Map.of(), Map.of(), Optional.of(modelVersion), "")));
  }

  /** Ends the run well. */
  public RunStatus done(RunResult result) {
    events.event("done", Map.of("message", result.message()));
    awaitEvents();
    return ended(status(State.DONE, Optional.of(0), counted(result)));
  }

  /** What is missing in the events is told where counts are. */
  private RunResult counted(RunResult result) {
    if (events.lost() == 0) {
      return result;
    }
    Map<String, Long> counts = new TreeMap<>(result.counts());
    counts.put("events lost", events.lost());
    return new RunResult(counts, result.metrics(), result.modelVersion(), result.message());
  }

  /**
   * Ends this attempt badly. Storage that does not serve is not waited for: it may be the reason.
   */
  public RunStatus failed(int exitCode, String message) {
    events.event("failed", Map.of("message", message));
    events.drain(Duration.ZERO);
    return ended(
        status(
            State.FAILED,
            Optional.of(exitCode),
            counted(new RunResult(Map.of(), Map.of(), Optional.empty(), message))));
  }

  private RunStatus ended(RunStatus status) {
    folder.status(status);
    return status;
  }

  @Override
  public void close() {
    events.close();
  }

  private RunStatus status(State state, Optional<Integer> exitCode, RunResult result) {
    return new RunStatus(
        job,
        folder.runId(),
        identity,
        state,
        number,
        exitCode,
        started,
        exitCode.map(code -> clock.instant()),
        result.counts(),
        result.metrics(),
        result.modelVersion(),
        result.message());
  }
}
