package io.chronoshard.registry;

import java.util.Map;
import java.util.Optional;

/**
 * What a run that went well has to tell.
 *
 * @param counts what was counted, by name
 * @param metrics what was measured, by name
 * @param modelVersion the version that it published or used, where there is one
 * @param message what the operator reads, in a line
 */
public record RunResult(
    Map<String, Long> counts,
    Map<String, Double> metrics,
    Optional<Integer> modelVersion,
    String message) {

  /** Copies what it is given. */
  public RunResult {
    counts = Map.copyOf(counts);
    metrics = Map.copyOf(metrics);
  }
}
