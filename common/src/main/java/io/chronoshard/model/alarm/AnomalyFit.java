package io.chronoshard.model.alarm;

import io.chronoshard.error.DataException;
import io.chronoshard.model.alarm.Measured.What;
import io.chronoshard.scale.CountPass;
import io.chronoshard.scale.FloatCounts;
import io.chronoshard.scale.FloatQuantiles;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Fits a rule on the residuals of the training windows: exactly, by counting, so that it does not
 * matter how they are spread over machines.
 *
 * @param names of each value of a window, for messages
 */
public record AnomalyFit(List<String> names) {

  /** Values whose counters are held at a time. */
  private static final int TOGETHER = 32;

  /** Copies the list. */
  public AnomalyFit {
    names = List.copyOf(names);
  }

  /**
   * The rule.
   *
   * @param budget the share of the training windows that may be alarms, above 0 and below 1
   * @param training residuals of the training windows
   * @param validation those of the validation part's, or of no windows
   * @throws DataException where half of a value's residuals are the same, so that no other one can
   *     be measured
   */
  public AnomalyRule fit(double budget, Residuals training, Residuals validation) {
    List<Double> medians = medians(training, new Measured(What.RESIDUALS, List.of()));
    List<Spread> centred = medians.stream().map(median -> new Spread(median, 1)).toList();
    List<Double> distances = medians(training, new Measured(What.DISTANCES, centred));
    List<Spread> spreads = new ArrayList<>();
    for (int value = 0; value < names.size(); value++) {
      spreads.add(spread(value, medians.get(value), distances.get(value)));
    }
    Measured scores = new Measured(What.SCORES, spreads);
    double threshold = quantiles(training, scores, List.of(0), 1 - budget).get(0);
    return new AnomalyRule(
        budget,
        spreads,
        threshold,
        share(training, scores, threshold),
        share(validation, scores, threshold));
  }

  private Spread spread(int value, double median, double distance) {
    if (distance == 0) {
      throw new DataException(
          String.format(
              Locale.ROOT,
              "training.anomaly: half of the forecasts of %s are off by the same %s, so that there is nothing to measure"
                  + " others by; forecast another channel, or set training.anomaly.budget to 0",
              names.get(value),
              median));
    }
    return new Spread(median, Spread.DEVIATIONS * distance);
  }

  private List<Double> medians(Residuals residuals, Measured measured) {
    List<Double> medians = new ArrayList<>();
    for (int from = 0; from < names.size(); from += TOGETHER) {
      List<Integer> columns =
          IntStream.range(from, Math.min(names.size(), from + TOGETHER)).boxed().toList();
      medians.addAll(quantiles(residuals, measured, columns, 0.5));
    }
    return medians;
  }

  private static List<Double> quantiles(
      Residuals residuals, Measured measured, List<Integer> columns, double probability) {
    FloatCounts high = residuals.counts(measured, CountPass.first(columns.size()), columns);
    FloatQuantiles quantiles = new FloatQuantiles(high, List.of(probability));
    return quantiles.values(residuals.counts(measured, quantiles.second(), columns)).stream()
        .map(values -> values.get(0))
        .toList();
  }

  private static double share(Residuals residuals, Measured scores, double threshold) {
    return (double) residuals.above(scores, threshold) / residuals.windows();
  }
}
