package io.chronoshard.registry;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * How a run stands.
 *
 * @param job the job's name
 * @param runId the run
 * @param identity hash of all that decides its result
 * @param state whether it goes on
 * @param attempt how often it was started, this time included
 * @param exitCode what the process ended with, where it has ended
 * @param started when this attempt began
 * @param ended when it ended, where it has
 * @param counts what was counted, by name
 * @param metrics what was measured, by name
 * @param modelVersion the version that it published or used, where there is one
 * @param message what the operator reads
 */
public record RunStatus(
    String job,
    String runId,
    String identity,
    State state,
    int attempt,
    Optional<Integer> exitCode,
    Instant started,
    Optional<Instant> ended,
    Map<String, Long> counts,
    Map<String, Double> metrics,
    Optional<Integer> modelVersion,
    String message) {

  /** Whether a run goes on. */
  public enum State {
    RUNNING,
    DONE,
    FAILED
  }

  /** Copies what it is given. */
  public RunStatus {
    counts = Map.copyOf(counts);
    metrics = Map.copyOf(metrics);
  }
}
