package io.chronoshard.score;

import io.chronoshard.model.ForecastLayout;
import io.chronoshard.model.Forecaster;
import io.chronoshard.model.alarm.AnomalyRule;
import io.chronoshard.model.error.ForecastForm;
import io.chronoshard.score.Score.Checked;
import io.chronoshard.window.BlockWindows;
import io.chronoshard.window.EpochOrder;
import io.chronoshard.window.OutsideRange;
import io.chronoshard.window.WindowSet;
import io.chronoshard.window.WindowTargets;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Forecasts the windows of blocks, a minibatch at a time. Not for several threads at once. */
public final class Scorer {

  private final ForecastLayout layout;
  private final List<String> labels;
  private final OutsideRange range;
  private final Forecaster forecaster;
  private final Optional<AnomalyRule> alarms;
  private final int batch;
  private final float[] forecasts;

  /**
   * For what is forecast of windows.
   *
   * @param layout of what the forecaster gives
   * @param labels what each head's target is called
   * @param range finds the windows that leave the range of the training part
   * @param alarms what tells windows anomalous, where anything does; then blocks know targets ahead
   * @param batch windows that are forecast together
   */
  public Scorer(
      ForecastLayout layout,
      List<String> labels,
      OutsideRange range,
      Forecaster forecaster,
      Optional<AnomalyRule> alarms,
      int batch) {
    this.layout = layout;
    this.labels = List.copyOf(labels);
    this.range = range;
    this.forecaster = forecaster;
    this.alarms = alarms;
    this.batch = batch;
    this.forecasts = new float[Math.multiplyExact(batch, layout.numbers())];
  }

  /** Forecasts all windows of a block, by origin, head, lead and target. */
  public void score(BlockWindows found, Consumer<Score> scores) {
    WindowSet windows = new WindowSet(List.of(found));
    int[] order = EpochOrder.ascending(windows.size());
    List<List<Integer>> outside = range.of(found);
    WindowTargets values = layout.values();
    String series = found.block().id().series();
    for (int from = 0; from < order.length; from += batch) {
      int to = Math.min(order.length, from + batch);
      forecaster.forecast(windows, order, from, to, forecasts);
      int at = 0;
      for (int i = from; i < to; i++) {
        long origin = windows.origin(order[i]);
        List<String> left = outside.get(order[i]).stream().map(range.names()::get).toList();
        float[] actual =
            alarms.isPresent() ? layout.actual(windows.block(order[i]), origin) : new float[0];
        for (int value = 0; value < values.size(); value++) {
          ForecastForm form = layout.form(value);
          scores.accept(
              new Score(
                  series,
                  origin,
                  origin + values.lead(value),
                  labels.get(values.place(value)),
                  form.shown(forecasts, at),
                  layout.further(value, forecasts, at),
                  form.probabilities(forecasts, at),
                  checked(value, form.point(forecasts, at), actual),
                  left));
          at += form.width();
        }
      }
    }
  }

  /** Targets with a rule are values: what happened is one number of each. */
  private Optional<Checked> checked(int value, float forecast, float[] actual) {
    return alarms
        .filter(rule -> !Float.isNaN(actual[value]))
        .map(
            rule -> {
              float score = rule.score(value, forecast - actual[value]);
              return new Checked(actual[value], score, rule.isAlarm(score));
            });
  }
}
