package io.chronoshard.feature;

import io.chronoshard.grid.Slice;
import io.chronoshard.grid.StepTimes;

/** 1 where a channel is known, 0 elsewhere; never unknown itself. */
record KnownColumn(String name, int channel) implements FeatureColumn {

  @Override
  public Scaling scaling() {
    return Scaling.NONE;
  }

  @Override
  public float value(Slice grid, StepTimes times, long step) {
    return Float.isNaN(grid.at(step, channel)) ? 0 : 1;
  }
}
