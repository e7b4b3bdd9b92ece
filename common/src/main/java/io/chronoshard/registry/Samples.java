package io.chronoshard.registry;

import java.util.List;

/**
 * A few windows with the forecasts that the model gave for them when it was published, to be
 * compared with wherever it is opened.
 */
public record Samples(List<Sample> windows) {

  /** Copies the list. */
  public Samples {
    windows = List.copyOf(windows);
  }

  /**
   * One window.
   *
   * @param series where it comes from
   * @param origin the step of its last input row
   * @param inputs {@code [length][input]}, scaled, as the network is given them
   * @param forecast {@code [horizon]} all that is given for each target, in the targets' own units
   */
  public record Sample(String series, long origin, float[][] inputs, float[][] forecast) {}
}
