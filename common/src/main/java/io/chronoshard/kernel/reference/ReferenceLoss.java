package io.chronoshard.kernel.reference;

import io.chronoshard.kernel.Loss;

/** A loss over minibatches in double. */
public final class ReferenceLoss {

  private final Loss loss;
  private final double[] weights;

  /** With a weight for each output. */
  public ReferenceLoss(Loss loss, double[] weights) {
    this.loss = loss;
    this.weights = weights.clone();
  }

  /**
   * The mean over a minibatch.
   *
   * @param outputs {@code [sample][step][output]}
   * @param targets {@code [sample][step][target]}
   */
  public double value(double[][][] outputs, double[][][] targets) {
    double sum = 0;
    for (int sample = 0; sample < outputs.length; sample++) {
      for (int step = 0; step < outputs[sample].length; step++) {
        double[] slopes = new double[weights.length];
        sum += loss.sum(outputs[sample][step], targets[sample][step], weights, slopes);
      }
    }
    return sum / terms(outputs);
  }

  private double terms(double[][][] outputs) {
    return (double) outputs.length * outputs[0].length * loss.terms(weights.length);
  }

  /** The gradient of {@link #value} along the outputs. */
  public double[][][] gradient(double[][][] outputs, double[][][] targets) {
    double[][][] gradient = new double[outputs.length][outputs[0].length][weights.length];
    for (int sample = 0; sample < outputs.length; sample++) {
      for (int step = 0; step < outputs[sample].length; step++) {
        double[] slopes = gradient[sample][step];
        loss.sum(outputs[sample][step], targets[sample][step], weights, slopes);
        for (int i = 0; i < slopes.length; i++) {
          slopes[i] /= terms(outputs);
        }
      }
    }
    return gradient;
  }
}
