package io.chronoshard.model.error;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** What a forecaster gives for one target at one step, and what that is compared with. */
public sealed interface ForecastForm
    permits ForecastForm.Value,
        ForecastForm.Quantiles,
        ForecastForm.Gaussian,
        ForecastForm.Probability,
        ForecastForm.Classes,
        LifeForm {

  /** How many numbers it gives. */
  int width();

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
   * the likeliest class.
   */
  float point(float[] forecasts, int at);

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

  /** All numbers of a forecast. */
  private static List<Float> numbers(float[] forecasts, int at, int width) {
    List<Float> all = new ArrayList<>();
    for (int i = at; i < at + width; i++) {
      all.add(forecasts[i]);
    }
    return all;
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

  /** One value. */
  record Value() implements ForecastForm {

    @Override
    public int width() {
      return 1;
    }

    @Override
    public float point(float[] forecasts, int at) {
      return forecasts[at];
    }

    @Override
    public int sums() {
      return PointSums.COUNT;
    }

    @Override
    public void add(double[] sums, int to, float[] forecasts, int at, float[] actuals, int from) {
      PointSums.add(sums, to, forecasts[at], actuals[from]);
    }

    @Override
    public Errors errors(long count, double[] sums) {
      return PointSums.errors(count, sums, Further.NONE);
    }
  }

  /**
   * Values below which what happens lies with given probabilities.
   *
   * @param levels the probabilities, ascending
   */
  record Quantiles(List<Double> levels) implements ForecastForm {

    /** Copies the list. */
    public Quantiles {
      levels = List.copyOf(levels);
    }

    @Override
    public int width() {
      return levels.size();
    }

    /** The place of the median, or of the level nearest to it. */
    private int middle() {
      int middle = 0;
      for (int i = 1; i < levels.size(); i++) {
        if (Math.abs(levels.get(i) - 0.5) < Math.abs(levels.get(middle) - 0.5)) {
          middle = i;
        }
      }
      return middle;
    }

    @Override
    public float point(float[] forecasts, int at) {
      return forecasts[at + middle()];
    }

    /** Such as {@code q10} and {@code q97_5}: names that every query language takes. */
    @Override
    public List<String> furtherNames() {
      return levels.stream().map(Quantiles::name).toList();
    }

    private static String name(double level) {
      BigDecimal percent = BigDecimal.valueOf(level).movePointRight(2).stripTrailingZeros();
      return "q" + percent.toPlainString().replace('.', '_');
    }

    @Override
    public List<Float> further(float[] forecasts, int at) {
      return numbers(forecasts, at, width());
    }

    @Override
    public int sums() {
      return QuantileSums.count(levels);
    }

    @Override
    public void add(double[] sums, int to, float[] forecasts, int at, float[] actuals, int from) {
      PointSums.add(sums, to, point(forecasts, at), actuals[from]);
      QuantileSums.add(levels, sums, to, forecasts, at, actuals[from]);
    }

    @Override
    public Errors errors(long count, double[] sums) {
      return PointSums.errors(count, sums, QuantileSums.errors(levels, count, sums));
    }
  }

  /** A mean and a standard deviation. */
  record Gaussian() implements ForecastForm {

    @Override
    public boolean hasDeviation() {
      return true;
    }

    @Override
    public int width() {
      return 2;
    }

    @Override
    public float point(float[] forecasts, int at) {
      return forecasts[at];
    }

    @Override
    public List<String> furtherNames() {
      return List.of("deviation");
    }

    @Override
    public List<Float> further(float[] forecasts, int at) {
      return List.of(forecasts[at + 1]);
    }

    @Override
    public int sums() {
      return GaussianSums.COUNT;
    }

    @Override
    public void add(double[] sums, int to, float[] forecasts, int at, float[] actuals, int from) {
      PointSums.add(sums, to, forecasts[at], actuals[from]);
      GaussianSums.add(sums, to, forecasts[at], forecasts[at + 1], actuals[from]);
    }

    @Override
    public Errors errors(long count, double[] sums) {
      return PointSums.errors(count, sums, GaussianSums.errors(count, sums));
    }
  }

  /** The probability of an event, which happens (1) or not (0). */
  record Probability() implements ForecastForm {

    @Override
    public boolean isProbable() {
      return true;
    }

    @Override
    public int width() {
      return 1;
    }

    @Override
    public float point(float[] forecasts, int at) {
      return forecasts[at];
    }

    @Override
    public int sums() {
      return EventSums.COUNT;
    }

    @Override
    public void add(double[] sums, int to, float[] forecasts, int at, float[] actuals, int from) {
      PointSums.add(sums, to, forecasts[at], actuals[from]);
      EventSums.add(sums, to, forecasts[at], actuals[from]);
    }

    @Override
    public Errors errors(long count, double[] sums) {
      return PointSums.errors(count, sums, EventSums.errors(count, sums));
    }
  }

  /**
   * The probabilities of classes, one of which happens.
   *
   * @param names of the classes
   */
  record Classes(List<String> names) implements ForecastForm {

    /** Copies the list. */
    public Classes {
      names = List.copyOf(names);
    }

    @Override
    public boolean isProbable() {
      return true;
    }

    @Override
    public int width() {
      return names.size();
    }

    @Override
    public int actuals() {
      return names.size();
    }

    @Override
    public float point(float[] forecasts, int at) {
      return largest(forecasts, at);
    }

    @Override
    public float actual(float[] actuals, int at) {
      return largest(actuals, at);
    }

    @Override
    public float shown(float[] forecasts, int at) {
      return forecasts[at + largest(forecasts, at)];
    }

    @Override
    public List<Float> probabilities(float[] forecasts, int at) {
      return numbers(forecasts, at, width());
    }

    /** The place of the first of the largest numbers. */
    public int largest(float[] numbers, int at) {
      int largest = 0;
      for (int i = 1; i < names.size(); i++) {
        if (numbers[at + i] > numbers[at + largest]) {
          largest = i;
        }
      }
      return largest;
    }

    @Override
    public int sums() {
      return ClassSums.count(names.size());
    }

    @Override
    public void add(double[] sums, int to, float[] forecasts, int at, float[] actuals, int from) {
      int actual = largest(actuals, from);
      ClassSums.add(sums, to, forecasts, at, names.size(), actual, largest(forecasts, at));
    }

    @Override
    public Errors errors(long count, double[] sums) {
      return ClassSums.errors(names, count, sums);
    }
  }
}
