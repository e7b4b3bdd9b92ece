package io.chronoshard.model;

import io.chronoshard.block.Block;
import io.chronoshard.window.WindowSet;
import io.chronoshard.window.WindowTargets;

/**
 * By how much forecasts of windows are off, value by value: the one number that stands for a
 * forecast less what happened, in the target's own unit.
 *
 * @param layout of the forecasts
 */
public record WindowResiduals(ForecastLayout layout) {

  /** Values of a window. */
  public int width() {
    return layout.values().size();
  }

  /**
   * Those of one window.
   *
   * @param forecasts in the layout
   * @param at where the window's begin
   * @param residuals receives them; NaN where it is not known what happened
   * @param to where they begin
   */
  public void put(Block block, long origin, float[] forecasts, int at, float[] residuals, int to) {
    float[] actual = layout.actual(block, origin);
    WindowTargets values = layout.values();
    int place = at;
    int from = 0;
    for (int value = 0; value < values.size(); value++) {
      residuals[to + value] =
          layout.form(value).point(forecasts, place) - layout.form(value).actual(actual, from);
      place += layout.form(value).width();
      from += layout.form(value).actuals();
    }
  }

  /**
   * Those of the windows {@code order[from]} to {@code order[to - 1]}, {@code [window][value]}.
   *
   * @param forecaster that gives the layout
   */
  public float[] of(Forecaster forecaster, WindowSet windows, int[] order, int from, int to) {
    float[] forecasts = new float[Math.multiplyExact(to - from, layout.numbers())];
    forecaster.forecast(windows, order, from, to, forecasts);
    float[] residuals = new float[Math.multiplyExact(to - from, width())];
    for (int i = from; i < to; i++) {
      put(
          windows.block(order[i]),
          windows.origin(order[i]),
          forecasts,
          (i - from) * layout.numbers(),
          residuals,
          (i - from) * width());
    }
    return residuals;
  }
}
