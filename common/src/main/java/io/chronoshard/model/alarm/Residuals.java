package io.chronoshard.model.alarm;

import io.chronoshard.scale.CountPass;
import io.chronoshard.scale.FloatCounts;
import java.util.List;

/** The residuals of the training windows, gone through once by each method. */
public interface Residuals {

  /**
   * Counts residuals, or what they come to.
   *
   * @param columns places of values of a window; of the largest scores 0 alone
   */
  FloatCounts counts(Measured measured, CountPass pass, List<Integer> columns);

  /** How many windows have a largest score above a threshold. */
  long above(Measured measured, double threshold);

  /** How many windows there are. */
  long windows();
}
