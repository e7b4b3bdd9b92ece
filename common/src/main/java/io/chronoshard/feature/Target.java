package io.chronoshard.feature;

/**
 * Something that is forecast.
 *
 * @param name what tables and pages call it
 * @param kind what its values are
 * @param known whether its value at an origin may be looked at there
 * @param cap the greatest value that is forecast, and then 0 is the least; {@link #NO_CAP} for none
 * @param column its values
 */
public record Target(String name, Kind kind, Known known, float cap, FeatureColumn column) {

  /** Any value may be forecast. */
  public static final float NO_CAP = Float.POSITIVE_INFINITY;

  /** What a target's values are to a network. */
  public enum Kind {
    /** They are learned as they are. */
    VALUE,
    /** Their change since the origin is learned. */
    CHANGE
  }

  /** Whether a value can be known when a forecast is made. */
  public enum Known {
    /** It can be read at the origin, as that of any sensor. */
    AT_ORIGIN,
    /** It comes from a label, or tells of the future: nobody knows it at the origin. */
    LATER
  }

  /** Whether its forecasts have a limit. */
  public boolean isCapped() {
    return cap < NO_CAP;
  }

  /** What is learned as it is. */
  static Target value(String name, Known known, FeatureColumn column) {
    return new Target(name, Kind.VALUE, known, NO_CAP, column);
  }
}
