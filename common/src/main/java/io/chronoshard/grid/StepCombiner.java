package io.chronoshard.grid;

import io.chronoshard.config.GridSettings.Combine;
import java.util.List;

/**
 * The values of several times within one step become one per channel, among those that are known.
 */
final class StepCombiner {

  private final Combine[] rules;
  private final double[] sums;
  private final int[] counts;
  private final float[] combined;

  StepCombiner(List<Combine> rules) {
    this.rules = rules.toArray(Combine[]::new);
    sums = new double[this.rules.length];
    counts = new int[this.rules.length];
    combined = new float[this.rules.length];
  }

  /** Begins with the values of the step's first time. */
  void begin(float[] values) {
    System.arraycopy(values, 0, combined, 0, combined.length);
    for (int i = 0; i < combined.length; i++) {
      boolean known = !Float.isNaN(values[i]);
      sums[i] = known ? values[i] : 0;
      counts[i] = known ? 1 : 0;
    }
  }

  /** Adds the values of the next time. */
  void add(float[] values) {
    for (int i = 0; i < combined.length; i++) {
      float value = values[i];
      if (Float.isNaN(value)) {
        continue;
      }
      sums[i] += value;
      counts[i]++;
      combined[i] =
          counts[i] == 1
              ? value
              : switch (rules[i]) {
                case LAST -> value;
                case MEAN -> (float) (sums[i] / counts[i]);
                case SUM -> (float) sums[i];
                case MINIMUM -> Math.min(combined[i], value);
                case MAXIMUM -> Math.max(combined[i], value);
              };
    }
  }

  /** The step's values; overwritten by the next step. */
  float[] values() {
    return combined;
  }
}
