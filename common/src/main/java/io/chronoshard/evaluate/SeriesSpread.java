package io.chronoshard.evaluate;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * How errors spread over the series of an evaluation that are too many to be told one by one.
 *
 * @param count series that were compared
 * @param spreads one entry per forecaster and target; empty where all series are told one by one
 */
public record SeriesSpread(long count, List<Spread> spreads) {

  /** Shares of series whose errors lie below a quantile. */
  public static final List<Double> LEVELS = List.of(0.0, 0.05, 0.25, 0.5, 0.75, 0.95, 1.0);

  /**
   * Of one forecaster and target.
   *
   * @param quantiles of the errors by which forecasts are compared, one for each of {@link #LEVELS}
   */
  public record Spread(Forecasts forecaster, String target, List<Double> quantiles) {

    /** Copies the list. */
    public Spread {
      quantiles = List.copyOf(quantiles);
    }

    /**
     * Over series.
     *
     * @param errors one of each, not empty; sorted by this
     */
    public static Spread of(Forecasts forecaster, String target, double[] errors) {
      Arrays.sort(errors);
      return new Spread(
          forecaster, target, LEVELS.stream().map(level -> quantile(errors, level)).toList());
    }

    /** Between neighbours on a line, as most programs take it. */
    private static double quantile(double[] sorted, double level) {
      double place = level * (sorted.length - 1);
      int below = (int) place;
      int above = Math.min(sorted.length - 1, below + 1);
      return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }
  }

  /** Copies the list. */
  public SeriesSpread {
    spreads = List.copyOf(spreads);
  }

  /** Of so many series, all of which are told one by one. */
  public static SeriesSpread told(long count) {
    return new SeriesSpread(count, List.of());
  }

  /** Whether only some series are told one by one. */
  public boolean isOfMany() {
    return !spreads.isEmpty();
  }

  /** Names of the quantiles, such as {@code 25 %}. */
  public static List<String> names() {
    return Stream.of("least", "5 %", "25 %", "median", "75 %", "95 %", "greatest").toList();
  }
}
