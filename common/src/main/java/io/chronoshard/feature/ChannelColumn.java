package io.chronoshard.feature;

import io.chronoshard.grid.Slice;
import io.chronoshard.grid.StepTimes;

/** A channel as it is. */
record ChannelColumn(String name, int channel) implements FeatureColumn {

  @Override
  public boolean isSameAs(FeatureColumn other) {
    return other instanceof ChannelColumn that && that.channel == channel;
  }

  @Override
  public Scaling scaling() {
    return Scaling.FITTED;
  }

  @Override
  public float value(Slice grid, StepTimes times, long step) {
    return grid.at(step, channel);
  }
}
