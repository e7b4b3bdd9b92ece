package io.chronoshard.model;

import org.nd4j.linalg.api.ndarray.INDArray;

/** What forecasts: a network, or several together. For one thread. */
public interface Outputs {

  /** What each output gives for a minibatch. */
  INDArray[] outputs(Read minibatch);
}
