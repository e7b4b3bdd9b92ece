package io.chronoshard.model.error;

import java.util.List;
import java.util.OptionalDouble;

/**
 * What is told of forecasts of more than a value.
 *
 * @param measures in the order in which they are shown
 * @param calibration of an event's probabilities: bins that hold any, ascending; else empty
 * @param confusion of classes: how often each class happened where each was the likeliest
 */
public record Further(List<Measure> measures, List<Bin> calibration, Confusion confusion) {

  /**
   * The measure of probabilities by which they are compared: the mean of their squared errors
   * (Brier 1950), which is least where they are shares of what happens.
   */
  public static final String BRIER = "brier score";

  /** The mean of the negative logarithm of the probability of what happened. */
  public static final String LOG_LOSS = "log loss";

  /** The share of forecasts whose likeliest class, or half, was right. */
  public static final String ACCURACY = "accuracy";

  /** Nothing more. */
  public static final Further NONE = of(List.of());

  /** Copies the lists. */
  public Further {
    measures = List.copyOf(measures);
    calibration = List.copyOf(calibration);
  }

  /** The value of a measure, where it is told. */
  public OptionalDouble measure(String name) {
    return measures.stream()
        .filter(measure -> measure.name().equals(name))
        .mapToDouble(Measure::value)
        .findFirst();
  }

  static Further of(List<Measure> measures) {
    return new Further(measures, List.of(), Confusion.NONE);
  }

  /**
   * Forecasts of similar probabilities.
   *
   * @param from the least probability
   * @param to the one that is too high, but for 1
   * @param count forecasts
   * @param forecast the mean of their probabilities
   * @param happened the share of them that the event followed on
   */
  public record Bin(double from, double to, long count, double forecast, double happened) {}

  /**
   * How often each class happened where each was the likeliest.
   *
   * @param classes names; empty where there are none
   * @param counts one row for each class that happened, one column for each that was forecast
   */
  public record Confusion(List<String> classes, List<List<Long>> counts) {

    /** Of no classes. */
    public static final Confusion NONE = new Confusion(List.of(), List.of());

    /** Copies the lists. */
    public Confusion {
      classes = List.copyOf(classes);
      counts = counts.stream().map(List::copyOf).toList();
    }
  }
}
