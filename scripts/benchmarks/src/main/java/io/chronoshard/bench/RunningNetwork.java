package io.chronoshard.bench;

/** A network of a framework. For one caller. */
public interface RunningNetwork {

  /** Sets what frameworks share in a process, such as threads; before each turn. */
  void begin();

  /** Undoes what must not last; after each turn. */
  default void end() {}

  /**
   * A whole training step: forward, backward and Adam on the mean squared error, with a learning
   * rate of {@link #LEARNING_RATE} and an epsilon of {@link #EPSILON}.
   */
  void train(int minibatch);

  /** What it gives for the samples of a minibatch. */
  float[] infer(int minibatch);

  /** Of Adam. */
  double LEARNING_RATE = 1e-3;

  /** Of Adam. */
  double EPSILON = 1e-7;
}
