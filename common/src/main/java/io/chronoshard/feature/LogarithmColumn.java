package io.chronoshard.feature;

import io.chronoshard.grid.Slice;
import io.chronoshard.grid.StepTimes;

/** The natural logarithm of a channel and an offset; unknown where their sum is not positive. */
record LogarithmColumn(String name, int channel, double offset) implements FeatureColumn {

  static LogarithmColumn of(String channel, int index, double offset) {
    String name = offset == 0 ? "ln " + channel : "ln (" + channel + " + " + offset + ")";
    return new LogarithmColumn(name, index, offset);
  }

  @Override
  public Scaling scaling() {
    return Scaling.FITTED;
  }

  @Override
  public float value(Slice grid, StepTimes times, long step) {
    double value = grid.at(step, channel) + offset;
    return value > 0 ? (float) StrictMath.log(value) : Float.NaN;
  }
}
