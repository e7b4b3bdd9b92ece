package io.chronoshard.bench;

/** What is done with a minibatch. */
public enum Work {
  /** A training step: forward, backward, Adam. */
  TRAIN,
  /** Forward alone. */
  INFER
}
