package io.chronoshard.train;

import io.chronoshard.config.ScaleSettings.By;
import io.chronoshard.scale.BySeries;
import io.chronoshard.scale.CountPass;
import io.chronoshard.scale.FloatCounts;
import java.util.List;

/** The rows of the training part, gone through once by each method. */
public interface TrainingRows {

  /**
   * Statistics of all columns.
   *
   * @throws io.chronoshard.error.DataException where there is no block
   */
  BySeries<ScalerFit> statistics(By by);

  /**
   * Counts some columns' values.
   *
   * @param columns places of inputs, and of targets behind the last input
   * @param passes what is counted of all series, and of each that is told apart
   */
  BySeries<FloatCounts> counts(List<Integer> columns, BySeries<CountPass> passes);
}
