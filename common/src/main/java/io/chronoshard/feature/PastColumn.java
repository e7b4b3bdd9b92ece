package io.chronoshard.feature;

import io.chronoshard.config.DerivedSettings.Past;
import io.chronoshard.config.DerivedSettings.Reach;
import io.chronoshard.config.TimeAxis;
import io.chronoshard.grid.Slice;
import io.chronoshard.grid.StepTimes;

/** A channel some steps ago, or its change since then. */
record PastColumn(String name, Reach reach, int channel, int steps) implements FeatureColumn {

  static PastColumn of(Past past, int channel, TimeAxis axis) {
    int steps = past.steps().steps(axis);
    String name =
        switch (past.reach()) {
          case LAG -> past.channel() + " " + steps + " steps ago";
          case DIFFERENCE -> past.channel() + " change in " + steps + " steps";
        };
    return new PastColumn(name, past.reach(), channel, steps);
  }

  @Override
  public int lookBack() {
    return steps;
  }

  @Override
  public Scaling scaling() {
    return Scaling.FITTED;
  }

  @Override
  public float value(Slice grid, StepTimes times, long step) {
    float before = grid.at(step - steps, channel);
    return switch (reach) {
      case LAG -> before;
      case DIFFERENCE -> (float) ((double) grid.at(step, channel) - before);
    };
  }
}
