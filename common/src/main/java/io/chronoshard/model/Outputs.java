package io.chronoshard.model;

import org.nd4j.linalg.api.ndarray.INDArray;

/** What forecasts: a network, or several together. For one thread. */
public interface Outputs {

  /** What each output gives for a minibatch. */
  INDArray[] outputs(Read minibatch);

  /** Whether it is another network for another series: a minibatch then holds one series alone. */
  default boolean tellsSeriesApart() {
    return false;
  }

  /** Says which series the minibatches that follow are of. */
  default void turnTo(String series) {}
}
