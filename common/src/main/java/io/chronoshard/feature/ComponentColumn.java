package io.chronoshard.feature;

import io.chronoshard.feature.CalendarColumn.Function;
import io.chronoshard.grid.Slice;
import io.chronoshard.grid.StepTimes;
import java.util.List;

/**
 * Sine or cosine of a direction in degrees, times a speed where there is one.
 *
 * @param direction the channel of degrees
 * @param speed the channel of the speed; {@link #UNIT} for none
 */
record ComponentColumn(String name, Function function, int direction, int speed)
    implements FeatureColumn {

  /** No speed: a vector of length 1. */
  static final int UNIT = -1;

  /**
   * Both components.
   *
   * @param channel the direction's name
   * @param times what follows the components' names
   */
  static List<ComponentColumn> of(String channel, String times, int direction, int speed) {
    return List.of(
        new ComponentColumn(channel + " sine" + times, Function.SINE, direction, speed),
        new ComponentColumn(channel + " cosine" + times, Function.COSINE, direction, speed));
  }

  @Override
  public Scaling scaling() {
    return Scaling.FITTED;
  }

  @Override
  public float value(Slice grid, StepTimes times, long step) {
    double angle = grid.at(step, direction) * (Math.PI / 180);
    double component = function == Function.SINE ? StrictMath.sin(angle) : StrictMath.cos(angle);
    return (float) (speed == UNIT ? component : component * grid.at(step, speed));
  }
}
