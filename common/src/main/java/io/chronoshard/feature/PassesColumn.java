package io.chronoshard.feature;

import io.chronoshard.config.TargetSettings.Side;
import io.chronoshard.grid.Slice;
import io.chronoshard.grid.StepTimes;

/**
 * 1 where a channel lies beyond a threshold at one of some steps, this one the first, 0 where it
 * does not. Unknown where one of those steps is: that it was seen beyond the threshold before would
 * count, that it was not seen would not, and events would seem more frequent than they are.
 *
 * @param steps how many
 */
record PassesColumn(String name, int channel, Side side, float threshold, int steps)
    implements EventColumn {

  @Override
  public float value(Slice grid, StepTimes times, long step) {
    float passes = 0;
    for (long s = step; s < step + steps; s++) {
      float value = grid.at(s, channel);
      if (Float.isNaN(value)) {
        return Float.NaN;
      }
      if (side == Side.ABOVE ? value > threshold : value < threshold) {
        passes = 1;
      }
    }
    return passes;
  }
}
