package io.chronoshard.evaluate;

import io.chronoshard.evaluate.EvaluatedSeries.SeriesErrors;
import io.chronoshard.evaluate.Evaluation.Entry;
import io.chronoshard.model.error.Errors;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes lines of tables of the errors of series.
 *
 * @param forecasts that are compared, the model's first
 * @param targets what each head's target is called
 * @param rows of each, steps for which it is forecast
 */
public record SeriesEntries(List<Forecasts> forecasts, List<String> targets, List<Integer> rows) {

  /** Copies the lists. */
  public SeriesEntries {
    forecasts = List.copyOf(forecasts);
    targets = List.copyOf(targets);
    rows = List.copyOf(rows);
  }

  /** One entry per target and forecaster. */
  public List<Entry> of(SeriesErrors one) {
    List<Entry> entries = new ArrayList<>();
    for (int target = 0; target < targets.size(); target++) {
      for (int of = 0; of < forecasts.size(); of++) {
        if (one.errors().sums(of, target).isThere()) {
          entries.add(
              entry(
                  of, target, -1, one.series(), one.errors().single(of, target, rows.get(target))));
        }
      }
    }
    return entries;
  }

  Entry entry(int of, int target, int leadSteps, String series, Errors errors) {
    return new Entry(
        forecasts.get(of),
        targets.get(target),
        leadSteps,
        series,
        errors.count(),
        errors.mae(),
        errors.rmse(),
        errors.bias(),
        errors.further());
  }

  /**
   * The error of a forecaster by which it is compared; no number (NaN) where it says nothing of a
   * target.
   */
  public double judged(SeriesErrors one, int forecaster, int target) {
    return one.errors().sums(forecaster, target).isThere()
        ? one.errors().single(forecaster, target, rows.get(target)).judged()
        : Double.NaN;
  }
}
