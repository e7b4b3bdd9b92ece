package io.chronoshard.model.baseline;

/** The blocks of the training part, wherever they are. */
public interface TrainingBlocks {

  /**
   * What is kept of all series, of their blocks in their order; there is at least one.
   *
   * @param what it is for, as a page shows it
   */
  <S, T> T sum(BlockSum<S, T> terms, String what);

  /** Means and covariances over all windows. */
  WindowMoments moments(LagRows rows);
}
