package io.chronoshard.evaluate;

import io.chronoshard.config.TimeAxis;
import io.chronoshard.evaluate.Evaluation.Drawn;
import io.chronoshard.evaluate.Evaluation.Excerpt;
import io.chronoshard.model.error.ClassesForm;
import io.chronoshard.model.error.ForecastForm;
import io.chronoshard.window.WindowTargets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * What forecast and reality looked like, for charts.
 *
 * @param values what is forecast
 * @param axis what steps are
 * @param labels of each head's target
 * @param forecasts that are compared, the model's first
 */
record Excerpts(
    WindowTargets values, TimeAxis axis, List<String> labels, List<Forecasts> forecasts) {

  /** Leads that are shown at most. */
  private static final int SHOWN_LEADS = 4;

  /**
   * Of the windows of blocks that were kept.
   *
   * @param errors of all forecasters, the model first
   */
  List<Excerpt> of(ErrorTable errors, List<BlockEvaluation> blocks) {
    TreeMap<String, List<ExcerptPoint>> points = new TreeMap<>();
    for (BlockEvaluation block : blocks) {
      block
          .excerpt()
          .forEach(
              point -> points.computeIfAbsent(point.series(), s -> new ArrayList<>()).add(point));
    }
    List<Excerpt> excerpts = new ArrayList<>();
    points.forEach(
        (series, some) -> {
          some.sort(Comparator.comparingLong(ExcerptPoint::origin));
          for (int target = 0; target < values.targets().size(); target++) {
            for (int row : shownRows(values.rows().get(target))) {
              excerpts.add(excerpt(series, some, errors, target, row));
            }
          }
        });
    return excerpts;
  }

  /** Rows spread evenly over the horizon, the first and the last included. */
  private static List<Integer> shownRows(int rows) {
    int shown = Math.min(SHOWN_LEADS, rows);
    return IntStream.range(0, shown)
        .map(i -> shown == 1 ? 0 : (int) Math.round((double) i * (rows - 1) / (shown - 1)))
        .boxed()
        .toList();
  }

  private Excerpt excerpt(
      String series, List<ExcerptPoint> points, ErrorTable errors, int target, int row) {
    int cell = values.value(target, row);
    int lead = values.lead(cell);
    return new Excerpt(
        series,
        labels.get(target),
        lead,
        points.stream().mapToLong(point -> (point.origin() + lead) * axis.stepMillis()).toArray(),
        column(points, ExcerptPoint::actual, cell),
        column(points, ExcerptPoint::model, cell),
        forecasts.get(baseline(errors, target)),
        column(points, ExcerptPoint::baseline, cell),
        drawn(points, errors.sums(0, target).form(), cell),
        IntStream.range(0, points.size()).filter(at -> points.get(at).isAlarm()).toArray());
  }

  /** The first forecaster beside the model that says anything of a target. */
  private int baseline(ErrorTable errors, int target) {
    return IntStream.range(1, forecasts.size())
        .filter(of -> errors.sums(of, target).isThere())
        .findFirst()
        .orElse(1);
  }

  private static Drawn drawn(List<ExcerptPoint> points, ForecastForm form, int cell) {
    if (!form.band().isEmpty()) {
      return new Drawn(
          Drawn.Kind.VALUE,
          List.of(),
          form.band(),
          column(points, ExcerptPoint::lower, cell),
          column(points, ExcerptPoint::upper, cell));
    }
    float[] none = new float[0];
    return form instanceof ClassesForm classes
        ? new Drawn(Drawn.Kind.CLASS, classes.names(), "", none, none)
        : form.isProbable()
            ? new Drawn(Drawn.Kind.PROBABILITY, List.of(), "", none, none)
            : Drawn.VALUES;
  }

  private static float[] column(
      List<ExcerptPoint> points, Function<ExcerptPoint, float[]> numbers, int cell) {
    float[] column = new float[points.size()];
    for (int i = 0; i < column.length; i++) {
      column[i] = numbers.apply(points.get(i))[cell];
    }
    return column;
  }
}
