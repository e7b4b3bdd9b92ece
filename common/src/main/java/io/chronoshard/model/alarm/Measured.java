package io.chronoshard.model.alarm;

import io.chronoshard.scale.CountPass;
import io.chronoshard.scale.FloatCounts;
import java.util.List;

/**
 * What is made of a window's residuals.
 *
 * @param what is made of them
 * @param spreads of each value, as far as they are known; a scale is known for scores alone
 */
public record Measured(What what, List<Spread> spreads) {

  /** What is made of residuals. */
  public enum What {
    /** Nothing. */
    RESIDUALS,
    /** Their distances from their medians. */
    DISTANCES,
    /** The largest score of each window. */
    SCORES
  }

  /** Copies the list. */
  public Measured {
    spreads = List.copyOf(spreads);
  }

  /**
   * Counts some columns of it.
   *
   * @param residuals {@code [window][value]}, packed
   * @param width values of a window
   */
  public FloatCounts counts(float[] residuals, int width, CountPass pass, List<Integer> columns) {
    float[] values = of(residuals, width);
    int wide = what == What.SCORES ? 1 : width;
    return FloatCounts.of(pass, values, wide, columns, 0, values.length / wide);
  }

  /** How many windows have a largest score above a threshold. */
  public long above(float[] residuals, int width, double threshold) {
    long above = 0;
    for (float score : of(residuals, width)) {
      above += score > threshold ? 1 : 0;
    }
    return above;
  }

  private float[] of(float[] residuals, int width) {
    return switch (what) {
      case RESIDUALS -> residuals;
      case DISTANCES -> {
        float[] distances = new float[residuals.length];
        for (int i = 0; i < distances.length; i++) {
          distances[i] = (float) Math.abs(residuals[i] - spreads.get(i % width).median());
        }
        yield distances;
      }
      case SCORES -> {
        float[] scores = new float[residuals.length / width];
        for (int window = 0; window < scores.length; window++) {
          scores[window] = AnomalyRule.worst(spreads, residuals, window * width);
        }
        yield scores;
      }
    };
  }
}
