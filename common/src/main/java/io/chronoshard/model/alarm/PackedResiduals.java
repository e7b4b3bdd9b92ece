package io.chronoshard.model.alarm;

import io.chronoshard.scale.CountPass;
import io.chronoshard.scale.FloatCounts;
import java.util.List;

/**
 * Residuals in memory.
 *
 * @param width values of a window
 * @param packed {@code [window][value]}
 */
public record PackedResiduals(int width, float[] packed) implements Residuals {

  @Override
  public FloatCounts counts(Measured measured, CountPass pass, List<Integer> columns) {
    return measured.counts(packed, width, pass, columns);
  }

  @Override
  public long above(Measured measured, double threshold) {
    return measured.above(packed, width, threshold);
  }

  @Override
  public long windows() {
    return packed.length / width;
  }
}
