package io.chronoshard.evaluate;

import io.chronoshard.config.BaselineSettings.Baseline;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Forecasts that are compared with others.
 *
 * @param label as tables show it
 * @param role what they stand on
 */
public record Forecasts(String label, Role role) {

  /** What forecasts stand on. */
  public enum Role {
    /** The network that is judged. */
    MODEL,
    /** Past values alone. */
    NAIVE,
    /** A formula that was fitted on the training part. */
    FITTED
  }

  /** Of the model. */
  public static final Forecasts MODEL = new Forecasts("model", Role.MODEL);

  /** That all stays as it is. */
  public static final Forecasts LAST_VALUE = new Forecasts("last value", Role.NAIVE);

  /** That all is as it was a period ago. */
  public static final Forecasts SAME_TIME_LAST_PERIOD =
      new Forecasts("same time last period", Role.NAIVE);

  /** The mean of the season. */
  public static final Forecasts CLIMATOLOGY = new Forecasts("climatology", Role.FITTED);

  /** From a target's own past. */
  public static final Forecasts AUTOREGRESSION = new Forecasts("autoregression", Role.FITTED);

  /** From all inputs of the window. */
  public static final Forecasts RIDGE = new Forecasts("ridge regression", Role.FITTED);

  /** How often events and classes held in the training part. */
  public static final Forecasts BASE_RATE = new Forecasts("base rate", Role.NAIVE);

  /** The mean of the training part. */
  public static final Forecasts TRAINING_MEAN = new Forecasts("training mean", Role.NAIVE);

  /** That every series lives as long as those of the training part did. */
  public static final Forecasts MEAN_LIFE = new Forecasts("mean life less age", Role.NAIVE);

  /** That events and classes go on as they are. */
  public static final Forecasts STATE_NOW = new Forecasts("state now", Role.NAIVE);

  private static final Map<Forecasts, String> SAYING =
      Map.of(
          LAST_VALUE, "says that all stays as it is when the forecast is made.",
          SAME_TIME_LAST_PERIOD,
              "repeats the newest value known then that lies whole periods before the target.",
          CLIMATOLOGY,
              "says the mean of the training part’s steps that have the same place in the calendar.",
          AUTOREGRESSION, "goes on step by step from the target’s own past, by least squares.",
          RIDGE, "is a weighted sum of the inputs of the window, by least squares.",
          BASE_RATE, "says how often it happened in the training part.",
          STATE_NOW, "says that what holds when the forecast is made goes on.",
          TRAINING_MEAN, "says the mean of the training part.",
          MEAN_LIFE,
              "says how long the series of the training part lived on average, less the steps lived so far.");

  /** What they say, to be read behind their label; empty of the model's. */
  public String saying() {
    return SAYING.getOrDefault(this, "");
  }

  /** Those of the model, and those of baselines beside them. */
  public static List<Forecasts> with(List<Baseline> baselines) {
    return Stream.concat(Stream.of(MODEL), of(baselines).stream()).toList();
  }

  /** Those of baselines, in their order. */
  public static List<Forecasts> of(List<Baseline> baselines) {
    return baselines.stream().map(Forecasts::of).toList();
  }

  private static Forecasts of(Baseline baseline) {
    return switch (baseline) {
      case LAST_VALUE -> LAST_VALUE;
      case SAME_TIME_LAST_PERIOD -> SAME_TIME_LAST_PERIOD;
      case CLIMATOLOGY -> CLIMATOLOGY;
      case AUTOREGRESSION -> AUTOREGRESSION;
      case RIDGE -> RIDGE;
    };
  }

  /** Whether they are those that the others are compared with. */
  public boolean areTheModels() {
    return role == Role.MODEL;
  }
}
