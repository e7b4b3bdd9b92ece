package io.chronoshard.config;

import java.util.Map;

/**
 * How inputs and targets are scaled; see reference.conf for each key.
 *
 * @param inputs of all inputs that the map does not name
 * @param by over what statistics are taken
 * @param channels by names and patterns of inputs
 * @param targets of all targets
 */
public record ScaleSettings(Scale inputs, By by, Map<String, Scale> channels, Scale targets) {

  /** A map to scaled values, fitted on the training part. */
  public enum Scale {
    /** Mean 0 and the population's deviation 1. */
    STANDARD,
    /** Minimum 0 and maximum 1. */
    MIN_MAX,
    /** Median 0 and 1 between the quartiles. */
    ROBUST,
    /** Values as they are. */
    NONE
  }

  /** Whose values a statistic is taken over. */
  public enum By {
    ALL,
    SERIES
  }

  private enum TargetScale {
    SAME,
    STANDARD,
    MIN_MAX,
    ROBUST,
    NONE
  }

  /** Copies the map. */
  public ScaleSettings {
    channels = Map.copyOf(channels);
  }

  /** The same way for all. */
  public static ScaleSettings of(Scale scale) {
    return new ScaleSettings(scale, By.ALL, Map.of(), scale);
  }

  static ScaleSettings read(Section features) {
    Scale inputs = features.choice("scale", Scale.class);
    return new ScaleSettings(
        inputs,
        features.choice("scale-by", By.class),
        features.choiceByName("scale-channels", Scale.class),
        switch (features.choice("scale-targets", TargetScale.class)) {
          case SAME -> inputs;
          case STANDARD -> Scale.STANDARD;
          case MIN_MAX -> Scale.MIN_MAX;
          case ROBUST -> Scale.ROBUST;
          case NONE -> Scale.NONE;
        });
  }
}
