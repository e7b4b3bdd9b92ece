package io.chronoshard.kernel.reference;

import io.chronoshard.kernel.Loss;
import org.jspecify.annotations.Nullable;

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
   * @param mask {@code [sample][step]}: what each step counts; null where all count one
   */
  public double value(double[][][] outputs, double[][][] targets, double @Nullable [][] mask) {
    double sum = 0;
    double steps = 0;
    for (int sample = 0; sample < outputs.length; sample++) {
      for (int step = 0; step < outputs[sample].length; step++) {
        double[] slopes = new double[weights.length];
        double counts = mask == null ? 1 : mask[sample][step];
        steps += counts;
        if (counts != 0) {
          sum += counts * loss.sum(outputs[sample][step], targets[sample][step], weights, slopes);
        }
      }
    }
    return steps == 0 ? 0 : sum / (steps * loss.terms(weights.length));
  }

  /** The gradient of {@link #value} along the outputs. */
  public double[][][] gradient(
      double[][][] outputs, double[][][] targets, double @Nullable [][] mask) {
    double[][][] gradient = new double[outputs.length][outputs[0].length][weights.length];
    double steps = 0;
    for (int sample = 0; sample < outputs.length; sample++) {
      for (int step = 0; step < outputs[sample].length; step++) {
        steps += mask == null ? 1 : mask[sample][step];
      }
    }
    for (int sample = 0; sample < outputs.length; sample++) {
      for (int step = 0; step < outputs[sample].length; step++) {
        double counts = mask == null ? 1 : mask[sample][step];
        if (counts != 0) {
          double[] slopes = gradient[sample][step];
          loss.sum(outputs[sample][step], targets[sample][step], weights, slopes);
          for (int i = 0; i < slopes.length; i++) {
            slopes[i] = slopes[i] * counts / (steps * loss.terms(weights.length));
          }
        }
      }
    }
    return gradient;
  }

  /** Makes forecasts of outputs, {@code [sample][step][output]}, in place. */
  public void toForecasts(double[][][] outputs) {
    for (double[][] sample : outputs) {
      for (double[] step : sample) {
        loss.toForecast(step);
      }
    }
  }
}
