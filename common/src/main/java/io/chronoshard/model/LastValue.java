package io.chronoshard.model;

import io.chronoshard.grid.Slice;
import io.chronoshard.window.WindowSet;
import io.chronoshard.window.WindowShape;
import io.chronoshard.window.WindowTargets;

/**
 * The naive forecast that all stays as it is at the origin.
 *
 * @param shape of the windows
 */
public record LastValue(WindowShape shape) implements Forecaster {

  @Override
  public void forecast(WindowSet windows, int[] order, int from, int to, float[] out) {
    int at = 0;
    for (int i = from; i < to; i++) {
      Slice targets = windows.block(order[i]).targets();
      long origin = windows.origin(order[i]);
      WindowTargets values = new WindowTargets(shape, targets.width());
      for (int value = 0; value < values.size(); value++) {
        out[at++] = Targets.at(targets, origin, values.column(value));
      }
    }
  }

  @Override
  public int targetsBefore() {
    return 0;
  }
}
