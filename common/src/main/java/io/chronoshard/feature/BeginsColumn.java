package io.chronoshard.feature;

import io.chronoshard.grid.Slice;
import io.chronoshard.grid.StepTimes;

/**
 * 1 where the events of a label begin at one of some steps, this one the first: the label is 1
 * there and 0 at the step before; 0 where none does. Unknown where one of the steps is, or the one
 * before them.
 *
 * @param steps how many
 */
record BeginsColumn(String name, int channel, int steps) implements EventColumn {

  @Override
  public int lookBack() {
    return 1;
  }

  @Override
  public float value(Slice grid, StepTimes times, long step) {
    float begins = 0;
    float before = EventColumn.label(this, grid.at(step - 1, channel), times, step - 1);
    for (long s = step; s < step + steps; s++) {
      float now = EventColumn.label(this, grid.at(s, channel), times, s);
      if (Float.isNaN(before) || Float.isNaN(now)) {
        return Float.NaN;
      }
      if (before == 0 && now == 1) {
        begins = 1;
      }
      before = now;
    }
    return begins;
  }
}
