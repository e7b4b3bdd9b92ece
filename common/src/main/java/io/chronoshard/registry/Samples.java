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
   * @param inputs {@code [row][feature]} of each input, scaled, as the network is given them; a
   *     masked row has no feature
   * @param forecasts {@code [row]} of each head, all that is given for its targets, in their own
   *     units
   */
  public record Sample(
      String series, long origin, List<float[][]> inputs, List<float[][]> forecasts) {

    /** Copies the lists. */
    public Sample {
      inputs = List.copyOf(inputs);
      forecasts = List.copyOf(forecasts);
    }
  }
}
