package io.chronoshard.registry;

import io.chronoshard.error.StorageException;
import io.chronoshard.registry.RunStatus.State;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.Path;

/** One start of a run, from begin to end: writes its events and how it stands. */
public final class RunAttempt implements AutoCloseable {

  private final RunFolder folder;
  private final String job;
  private final String identity;
  private final int number;
  private final Clock clock;
  private final Instant started;
  private final Path eventFile;
  private final FSDataOutputStream events;

  private RunAttempt(
      RunFolder folder,
      String job,
      String identity,
      int number,
      Clock clock,
      Path eventFile,
      FSDataOutputStream events) {
    this.folder = folder;
    this.job = job;
    this.identity = identity;
    this.number = number;
    this.clock = clock;
    this.started = clock.instant();
    this.eventFile = eventFile;
    this.events = events;
  }

  static RunAttempt begin(RunFolder folder, String job, String identity, int number, Clock clock) {
    Path events = new Path(folder.path(), "events");
    folder.storage().makeFolder(events);
    Path eventFile = new Path(events, String.format(Locale.ROOT, "%06d.jsonl", number));
    RunAttempt attempt =
        new RunAttempt(
            folder, job, identity, number, clock, eventFile, folder.storage().create(eventFile));
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
   * Writes one event and sees it out of this process.
   *
   * @param kind what happened
   * @param facts texts, numbers, and lists, maps and records of such; {@code event} and {@code
   *     time} are not among them
   */
  public void event(String kind, Map<String, ?> facts) {
    TreeMap<String, Object> event = new TreeMap<>(facts);
    event.put("event", kind);
    event.put("time", clock.instant());
    try {
      events.write(Json.line(event));
      events.hflush();
    } catch (IOException e) {
      throw Storage.failure("cannot write", eventFile, e);
    }
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
    return end("done", status(State.DONE, Optional.of(0), result));
  }

  /** Ends this attempt badly. */
  public RunStatus failed(int exitCode, String message) {
    return end(
        "failed",
        status(
            State.FAILED,
            Optional.of(exitCode),
            new RunResult(Map.of(), Map.of(), Optional.empty(), message)));
  }

  @Override
  public void close() {
    try {
      events.close();
    } catch (IOException e) {
      throw Storage.failure("cannot write", eventFile, e);
    }
  }

  private RunStatus end(String kind, RunStatus status) {
    event(kind, Map.of("message", status.message()));
    folder.status(status);
    return status;
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
