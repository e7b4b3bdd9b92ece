package io.chronoshard.feature;

import java.util.List;

/**
 * Something that is forecast.
 *
 * @param name what tables and pages call it
 * @param kind what its values are
 * @param known whether its value at an origin may be looked at there
 * @param cap the greatest value that is forecast, and then 0 is the least; {@link #NO_CAP} for none
 * @param classes names of the classes of which one holds; empty for all other kinds
 * @param columns its values; of classes whether each holds
 */
public record Target(
    String name,
    Kind kind,
    Known known,
    float cap,
    List<String> classes,
    List<FeatureColumn> columns) {

  /** Any value may be forecast. */
  public static final float NO_CAP = Float.POSITIVE_INFINITY;

  /** What a target's values are to a network. */
  public enum Kind {
    /** They are learned as they are. */
    VALUE,
    /** Their change since the origin is learned. */
    CHANGE,
    /** Steps that a series has still to live, learned as they are. */
    LIFE,
    /** 1 where it happens, 0 where it does not; the probability is learned. */
    EVENT,
    /** One of several holds; the probability of each is learned. */
    CLASSES
  }

  /** Whether a value can be known when a forecast is made. */
  public enum Known {
    /** It can be read at the origin, as that of any sensor. */
    AT_ORIGIN,
    /** It comes from a label: nobody knows it at the origin. */
    LATER
  }

  /** Copies the lists. */
  public Target {
    classes = List.copyOf(classes);
    columns = List.copyOf(columns);
  }

  /** What is learned as it is. */
  static Target value(String name, Known known, FeatureColumn column) {
    return new Target(name, Kind.VALUE, known, NO_CAP, List.of(), List.of(column));
  }

  /** Whether something happens. */
  static Target event(String name, Known known, FeatureColumn column) {
    return new Target(name, Kind.EVENT, known, NO_CAP, List.of(), List.of(column));
  }

  /** Whether its forecasts are values of a column. */
  boolean givesValuesOf(FeatureColumn column) {
    return !isProbable() && !isCapped() && columns.get(0).isSameAs(column);
  }

  /** Whether its forecasts have a limit. */
  public boolean isCapped() {
    return cap < NO_CAP;
  }

  /** Whether its forecasts are probabilities. */
  public boolean isProbable() {
    return kind == Kind.EVENT || kind == Kind.CLASSES;
  }
}
