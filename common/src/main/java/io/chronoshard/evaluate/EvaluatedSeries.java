package io.chronoshard.evaluate;

import java.util.ArrayList;
import java.util.List;

/**
 * What is kept of series that are whole.
 *
 * @param total what they contribute together but for alarms; empty where there are none
 * @param alarms of these together
 * @param compared how many of them have windows that were compared
 * @param series the errors of these, over all leads; grows
 */
public record EvaluatedSeries(
    List<BlockEvaluation> total, AlarmTotals alarms, long compared, List<SeriesErrors> series) {

  /**
   * The errors of a series.
   *
   * @param errors over all leads: with a single cell each
   */
  public record SeriesErrors(String series, ErrorTable errors) {}

  /** Copies the list of one. */
  public EvaluatedSeries {
    total = List.copyOf(total);
  }

  /** Of no series. */
  static EvaluatedSeries none() {
    return new EvaluatedSeries(List.of(), AlarmTotals.NONE, 0, new ArrayList<>());
  }

  /** The same without the errors of each. */
  public EvaluatedSeries together() {
    return new EvaluatedSeries(total, alarms, compared, new ArrayList<>());
  }

  /** These and one more; changes the list of these. */
  EvaluatedSeries with(BlockEvaluation whole) {
    if (whole.errors().windows() > 0) {
      series.add(new SeriesErrors(whole.block().series(), whole.errors().overLeads()));
    }
    return new EvaluatedSeries(
        plus(List.of(whole.withoutAlarms())),
        alarms.plus(AlarmTotals.of(whole.alarms())),
        compared + (whole.errors().windows() > 0 ? 1 : 0),
        series);
  }

  /** These and those that follow; changes the list of these. */
  EvaluatedSeries plus(EvaluatedSeries next) {
    series.addAll(next.series);
    return new EvaluatedSeries(
        plus(next.total), alarms.plus(next.alarms), compared + next.compared, series);
  }

  private List<BlockEvaluation> plus(List<BlockEvaluation> next) {
    if (total.isEmpty() || next.isEmpty()) {
      return total.isEmpty() ? next : total;
    }
    return List.of(total.get(0).plus(next.get(0)));
  }
}
