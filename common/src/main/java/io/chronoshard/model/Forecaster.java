package io.chronoshard.model;

import io.chronoshard.window.WindowSet;

/** Something that forecasts the targets of windows. Not for several threads at once. */
public interface Forecaster {

  /**
   * Forecasts the windows {@code order[from]} to {@code order[to - 1]}.
   *
   * @param out receives {@code [sample][head][row]} the numbers of all of a head's targets in their
   *     own units, the window {@code order[from]} first; NaN where there is nothing to stand on
   */
  void forecast(WindowSet windows, int[] order, int from, int to, float[] out);

  /**
   * Steps before a window's origin at which it reads targets; 0 where it reads none or the origin's
   * alone.
   */
  int targetsBefore();

  /** Whether it says anything of a target; what it gives for another one is not looked at. */
  default boolean forecasts(int target) {
    return true;
  }

  /**
   * What it minimised of each head, for a sample of its last forecasts whose targets are known;
   * nothing where it minimises nothing.
   */
  default double[] losses(int sample) {
    return new double[0];
  }
}
