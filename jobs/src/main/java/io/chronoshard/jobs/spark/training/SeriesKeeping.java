package io.chronoshard.jobs.spark.training;

import io.chronoshard.registry.SeriesCheckpoints;
import io.chronoshard.registry.SeriesCheckpoints.Place;
import java.util.Map;
import java.util.Optional;

/**
 * What becomes of networks of single series where a run is stopped.
 *
 * @param trained where those are that were trained before
 * @param into takes those that are trained now; nothing where they are not kept
 */
public record SeriesKeeping(Map<String, Place> trained, Optional<SeriesCheckpoints> into) {

  /** Nothing is there, and nothing is kept. */
  public static final SeriesKeeping NONE = new SeriesKeeping(Map.of(), Optional.empty());

  /** Copies the map. */
  public SeriesKeeping {
    trained = Map.copyOf(trained);
  }
}
