package io.chronoshard.feature;

import io.chronoshard.config.DerivedSettings.Rolling;
import io.chronoshard.config.DerivedSettings.Statistic;
import io.chronoshard.config.TimeAxis;
import io.chronoshard.grid.Slice;
import io.chronoshard.grid.StepTimes;
import java.util.Locale;

/**
 * A statistic of a channel's last steps, calculated anew for each step, oldest first, so that a
 * value does not depend on where the slice begins. Unknown where one of those steps is.
 */
record RollingColumn(String name, Statistic statistic, int channel, int steps)
    implements FeatureColumn {

  static RollingColumn of(Rolling rolling, int channel, TimeAxis axis) {
    int steps = rolling.steps().steps(axis);
    String name =
        String.format(
            Locale.ROOT,
            "%s %s of %d steps",
            rolling.channel(),
            rolling.statistic().name().toLowerCase(Locale.ROOT),
            steps);
    return new RollingColumn(name, rolling.statistic(), channel, steps);
  }

  @Override
  public int lookBack() {
    return steps - 1;
  }

  @Override
  public Scaling scaling() {
    return Scaling.FITTED;
  }

  @Override
  public float value(Slice grid, StepTimes times, long step) {
    return switch (statistic) {
      case MEAN -> (float) mean(grid, step);
      case DEVIATION -> (float) deviation(grid, step);
      case MINIMUM -> minimum(grid, step);
      case MAXIMUM -> maximum(grid, step);
    };
  }

  private double mean(Slice grid, long step) {
    double sum = 0;
    for (long s = step - steps + 1; s <= step; s++) {
      sum += grid.at(s, channel);
    }
    return sum / steps;
  }

  /** In two passes: squares of large values would swallow a small deviation. */
  private double deviation(Slice grid, long step) {
    double mean = mean(grid, step);
    double squares = 0;
    for (long s = step - steps + 1; s <= step; s++) {
      double difference = grid.at(s, channel) - mean;
      squares += difference * difference;
    }
    return Math.sqrt(squares / steps);
  }

  private float minimum(Slice grid, long step) {
    float minimum = Float.POSITIVE_INFINITY;
    for (long s = step - steps + 1; s <= step; s++) {
      minimum = Math.min(minimum, grid.at(s, channel));
    }
    return minimum;
  }

  private float maximum(Slice grid, long step) {
    float maximum = Float.NEGATIVE_INFINITY;
    for (long s = step - steps + 1; s <= step; s++) {
      maximum = Math.max(maximum, grid.at(s, channel));
    }
    return maximum;
  }
}
