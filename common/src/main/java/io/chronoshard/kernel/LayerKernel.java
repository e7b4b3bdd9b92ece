package io.chronoshard.kernel;

import org.jspecify.annotations.Nullable;

/**
 * A layer over minibatches whose output at a step follows from input near it. What a sample gives
 * depends neither on the samples beside it nor on the threads. For one caller at a time.
 */
public interface LayerKernel {

  /** How many parameters it has; none by default. */
  default int parameters() {
    return 0;
  }

  /**
   * Steps that it gives for so many; as many by default.
   *
   * @throws IllegalArgumentException where they are too few for one
   */
  default int outputSteps(int steps) {
    return steps;
  }

  /** Features of a step that it gives for so many; as many by default. */
  default int outputs(int inputs) {
    return inputs;
  }

  /**
   * Runs over a minibatch, or some samples of one.
   *
   * @param in {@code [sample][step][inputs]}
   * @param out receives {@code [sample][step][outputs]}
   */
  void forward(float[] parameters, Sequences in, Sequences out, WayBack wayBack);

  /**
   * The way back over the samples of the last {@link #forward}, which must have kept it.
   *
   * @param parameters as they were then
   * @param in what was read then
   * @param outGradient {@code [sample][step][outputs]}
   * @param inGradient receives {@code [sample][step][inputs]}; null where nobody needs it
   * @param gradient of the parameters, summed over samples and steps, is added to this, 32 samples
   *     after the other
   */
  void backward(
      float[] parameters,
      Sequences in,
      Sequences outGradient,
      @Nullable Sequences inGradient,
      float[] gradient);
}
