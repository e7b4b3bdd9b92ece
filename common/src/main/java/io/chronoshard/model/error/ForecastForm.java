package io.chronoshard.model.error;

import java.util.List;

/** What a forecaster gives for one target at one step, and what that is compared with. */
public sealed interface ForecastForm
    permits ClassesForm, GaussianForm, LifeForm, ProbabilityForm, QuantilesForm, ValueForm {

  /** How many numbers it gives. */
  default int width() {
    return 1;
  }

  /** How many numbers say what happened. */
  default int actuals() {
    return 1;
  }

  /** Whether it gives probabilities, which have no unit. */
  default boolean isProbable() {
    return false;
  }

  /** Whether its second number is a deviation, which has a scale and no zero. */
  default boolean hasDeviation() {
    return false;
  }

  /**
   * The one number that stands for all: a value, a median, a mean, a probability, or the place of
   * the likeliest class; the first number, but where this says another.
   */
  default float point(float[] forecasts, int at) {
    return forecasts[at];
  }

  /** The number that tables show: as {@link #point}, but the likeliest class's probability. */
  default float shown(float[] forecasts, int at) {
    return point(forecasts, at);
  }

  /** Names of what is given beside that one number, in the words of tables; empty for nothing. */
  default List<String> furtherNames() {
    return List.of();
  }

  /** What is given beside that one number. */
  default List<Float> further(float[] forecasts, int at) {
    return List.of();
  }

  /** The probabilities of all classes; empty where there are none. */
  default List<Float> probabilities(float[] forecasts, int at) {
    return List.of();
  }

  /**
   * What the numbers between {@link #lower} and {@link #upper} are, in words; empty where a
   * forecast has no such band.
   */
  default String band() {
    return "";
  }

  /** The least number of the band. */
  default float lower(float[] forecasts, int at) {
    return Float.NaN;
  }

  /** The greatest number of the band. */
  default float upper(float[] forecasts, int at) {
    return Float.NaN;
  }

  /** What happened, as a number like {@link #point}. */
  default float actual(float[] actuals, int at) {
    return actuals[at];
  }

  /** How many sums its errors need. */
  int sums();

  /** Adds what one forecast is off to the sums from a place on. */
  void add(double[] sums, int to, float[] forecasts, int at, float[] actuals, int from);

  /** What sums over so many forecasts come to. */
  Errors errors(long count, double[] sums);
}
