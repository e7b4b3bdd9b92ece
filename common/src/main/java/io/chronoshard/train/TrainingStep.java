package io.chronoshard.train;

import io.chronoshard.model.NetworkForecaster;
import io.chronoshard.window.Minibatch;

/**
 * What computes whole training steps: forward, backward, update. An engine that keeps parameters,
 * the updater's state and activations on a device stands behind this; they come from there in
 * {@link #state} alone. For one thread.
 */
interface TrainingStep {

  /**
   * Takes a state over.
   *
   * @param seed of whatever the steps that follow draw at random
   */
  void begin(ModelState start, long seed);

  /** Multiplies the configured learning rate from the next step on. */
  void scaleRate(double factor);

  /**
   * Does a step.
   *
   * @return the mean loss over the minibatch, before the step
   */
  double train(Minibatch minibatch);

  /** The state behind the last step. */
  ModelState state();

  /** Forecasts of whatever state it is in. */
  NetworkForecaster forecaster();
}
