package io.chronoshard.model;

import io.chronoshard.window.WindowSet;

/** Something that forecasts the targets of windows. Not for several threads at once. */
public interface Forecaster {

  /**
   * Forecasts the windows {@code order[from]} to {@code order[to - 1]}.
   *
   * @param out receives {@code [sample][horizon][target]} in the targets' own units, the window
   *     {@code order[from]} first; NaN where there is nothing to stand on
   */
  void forecast(WindowSet windows, int[] order, int from, int to, float[] out);

  /**
   * Steps before a window's origin at which it reads targets; 0 where it reads none or the origin's
   * alone.
   */
  int targetsBefore();
}
