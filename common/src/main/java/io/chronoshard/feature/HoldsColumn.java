package io.chronoshard.feature;

import io.chronoshard.grid.Slice;
import io.chronoshard.grid.StepTimes;

/** 1 where there is an event of a label, 0 where there is none. Unknown where the label is. */
record HoldsColumn(String name, int channel) implements EventColumn {

  @Override
  public int steps() {
    return 1;
  }

  @Override
  public float value(Slice grid, StepTimes times, long step) {
    return EventColumn.label(this, grid.at(step, channel), times, step);
  }
}
