package io.chronoshard.kernel.reference;

import io.chronoshard.kernel.reference.ReferenceRecurrent.Gradients;

/** A layer in double whose output at a step follows from input near it. */
public interface ReferenceLayer {

  /**
   * Runs over a minibatch.
   *
   * @param x {@code [sample][step][inputs]}
   * @return {@code [sample][step][outputs]}
   */
  double[][][] forward(double[] parameters, double[][][] x);

  /**
   * The way back, which runs forward first where it needs to.
   *
   * @param outGradient {@code [sample][step][outputs]}
   */
  Gradients backward(double[] parameters, double[][][] x, double[][][] outGradient);
}
