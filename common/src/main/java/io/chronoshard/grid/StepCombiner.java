package io.chronoshard.grid;

import io.chronoshard.grid.ChannelGrid.Kind;
import java.util.ArrayList;
import java.util.List;

/**
 * The values of several times within one step become one per channel, among those that are known.
 */
final class StepCombiner {

  private final ChannelGrid[] rules;
  private final double[] sums;
  private final int[] counts;
  private final float[] combined;
  private final List<Direction> directions = new ArrayList<>();

  /**
   * A channel of directions.
   *
   * @param speed the channel that weights it, or {@link ChannelGrid#NONE}
   */
  private record Direction(int channel, int speed, DirectionMean mean) {

    void add(float[] values) {
      if (!Float.isNaN(values[channel])) {
        mean.add(values[channel], speed == ChannelGrid.NONE ? 1 : values[speed]);
      }
    }
  }

  StepCombiner(List<ChannelGrid> channels) {
    this.rules = channels.toArray(ChannelGrid[]::new);
    sums = new double[rules.length];
    counts = new int[rules.length];
    combined = new float[rules.length];
    for (int i = 0; i < rules.length; i++) {
      if (rules[i].kind() == Kind.DIRECTION) {
        directions.add(new Direction(i, rules[i].speed(), new DirectionMean()));
      }
    }
  }

  /** Whether a step must be combined even where it has a single time. */
  boolean hasDirections() {
    return !directions.isEmpty();
  }

  /** Begins with the values of the step's first time. */
  void begin(float[] values) {
    System.arraycopy(values, 0, combined, 0, combined.length);
    for (int i = 0; i < combined.length; i++) {
      boolean known = !Float.isNaN(values[i]);
      sums[i] = known ? values[i] : 0;
      counts[i] = known ? 1 : 0;
    }
    for (Direction direction : directions) {
      direction.mean.begin();
      direction.add(values);
    }
  }

  /** Adds the values of the next time. */
  void add(float[] values, Tally tally) {
    for (int i = 0; i < combined.length; i++) {
      float value = values[i];
      if (Float.isNaN(value)) {
        continue;
      }
      sums[i] += value;
      counts[i]++;
      if (counts[i] == 1) {
        combined[i] = value;
        continue;
      }
      tally.combined(i);
      combined[i] =
          switch (rules[i].combine()) {
            case LAST -> value;
            case MEAN -> (float) (sums[i] / counts[i]);
            case SUM -> (float) sums[i];
            case MINIMUM -> Math.min(combined[i], value);
            case MAXIMUM -> Math.max(combined[i], value);
          };
    }
    for (Direction direction : directions) {
      direction.add(values);
    }
  }

  /** Ends with the step's last time. */
  void end(Tally tally) {
    for (Direction direction : directions) {
      if (counts[direction.channel] > 0) {
        combined[direction.channel] = direction.mean.degrees();
        if (Float.isNaN(combined[direction.channel])) {
          tally.undirected(direction.channel);
        }
      }
    }
  }

  /** The step's values; overwritten by the next step. */
  float[] values() {
    return combined;
  }
}
