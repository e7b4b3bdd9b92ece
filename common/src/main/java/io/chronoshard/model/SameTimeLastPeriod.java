package io.chronoshard.model;

import io.chronoshard.grid.Slice;
import io.chronoshard.window.Rows;
import io.chronoshard.window.WindowSet;
import io.chronoshard.window.WindowShape;
import io.chronoshard.window.WindowTargets;

/**
 * The naive forecast that all is as it was at the same time of the newest period known at the
 * origin: {@code max(1, ⌈lead / period⌉)} periods before the target.
 *
 * <pre>
 * period = 4            |···|···|···|···|
 *                       s       o     t        lead 6 → two periods back: t - 8 = s
 * </pre>
 *
 * @param shape of the windows
 * @param period in steps
 */
public record SameTimeLastPeriod(WindowShape shape, int period) implements Forecaster {

  /** Refuses a period without a step. */
  public SameTimeLastPeriod {
    if (period < 1) {
      throw new IllegalArgumentException("a period of " + period + " steps");
    }
  }

  @Override
  public void forecast(WindowSet windows, int[] order, int from, int to, float[] out) {
    int at = 0;
    for (int i = from; i < to; i++) {
      Slice targets = windows.block(order[i]).targets();
      long origin = windows.origin(order[i]);
      WindowTargets values = new WindowTargets(shape, targets.width());
      for (int value = 0; value < values.size(); value++) {
        out[at++] = Targets.at(targets, origin - before(values.lead(value)), values.column(value));
      }
    }
  }

  @Override
  public int targetsBefore() {
    long farthest = 0;
    for (Rows head : shape.heads()) {
      for (int row = 0; row < head.count(); row++) {
        farthest = Math.max(farthest, before(head.at(row)));
      }
    }
    return Math.toIntExact(farthest);
  }

  /** Steps from the value taken for a target to the origin. */
  private long before(long lead) {
    long periods = Math.max(1, (lead + period - 1) / period);
    return periods * period - lead;
  }
}
