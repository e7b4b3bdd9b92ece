package io.chronoshard.train.plan;

import java.util.Comparator;
import java.util.List;

/**
 * What a cluster was measured to take.
 *
 * @param speeds of each model on each number of threads that matters
 * @param roundSeconds of a round in which no shard trains: the state is sent, each shard returns
 *     one, and they are averaged
 * @param rounds such rounds that were measured
 */
public record Calibration(List<Speed> speeds, double roundSeconds, int rounds) {

  /** Copies the list. */
  public Calibration {
    speeds = List.copyOf(speeds);
  }

  /** The speed of a model on that many threads, or on the nearest number that was measured. */
  public Speed speed(int model, int threads) {
    return speeds.stream()
        .filter(speed -> speed.model() == model)
        .min(Comparator.comparingInt(speed -> Math.abs(speed.threads() - threads)))
        .orElseThrow(() -> new IllegalArgumentException("model " + model + " was not measured"));
  }
}
