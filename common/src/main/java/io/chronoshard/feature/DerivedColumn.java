package io.chronoshard.feature;

import io.chronoshard.config.FeatureSettings.Derived;
import io.chronoshard.config.FeatureSettings.DerivedType;
import io.chronoshard.config.TimeAxis;
import io.chronoshard.grid.Slice;
import io.chronoshard.grid.StepTimes;

/** A column made from a channel's past. */
record DerivedColumn(String name, DerivedType type, int channel, int steps)
    implements FeatureColumn {

  static DerivedColumn of(Derived derived, int channel, TimeAxis axis) {
    int steps = derived.steps().steps(axis);
    String name =
        switch (derived.type()) {
          case LAG -> derived.channel() + " " + steps + " steps ago";
          case DIFFERENCE -> derived.channel() + " change in " + steps + " steps";
          case ROLLING_MEAN -> derived.channel() + " mean of " + steps + " steps";
        };
    return new DerivedColumn(name, derived.type(), channel, steps);
  }

  @Override
  public int lookBack() {
    return type == DerivedType.ROLLING_MEAN ? steps - 1 : steps;
  }

  @Override
  public Scaling scaling() {
    return Scaling.FITTED;
  }

  @Override
  public float value(Slice grid, StepTimes times, long step) {
    return switch (type) {
      case LAG -> grid.at(step - steps, channel);
      case DIFFERENCE -> (float) ((double) grid.at(step, channel) - grid.at(step - steps, channel));
      case ROLLING_MEAN -> rollingMean(grid, step);
    };
  }

  /**
   * Summed anew for each step, oldest first, so that the value does not depend on where the slice
   * begins.
   */
  private float rollingMean(Slice grid, long step) {
    double sum = 0;
    for (long s = step - steps + 1; s <= step; s++) {
      sum += grid.at(s, channel);
    }
    return (float) (sum / steps);
  }
}
