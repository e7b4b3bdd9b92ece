package io.chronoshard.model.baseline;

/** The blocks of the training part, wherever they are. */
public interface TrainingBlocks {

  /**
   * A sum over all blocks, in their order; there is at least one.
   *
   * @param what it is for, as a page shows it
   */
  <T> T sum(BlockSum<T> terms, String what);

  /** Means and covariances over all windows. */
  WindowMoments moments(LagRows rows);
}
