package io.chronoshard.kernel.reference;

import io.chronoshard.kernel.reference.ReferenceRecurrent.Gradients;

/**
 * Layer normalisation in double: {@code y = gain (x - μ) / sqrt(σ² + ε) + offset}, with the mean
 * and variance of a step's features.
 */
public final class ReferenceLayerNorm implements ReferenceLayer {

  private final int features;
  private final double epsilon;

  /** For steps of so many features. */
  public ReferenceLayerNorm(int features, double epsilon) {
    this.features = features;
    this.epsilon = epsilon;
  }

  @Override
  public double[][][] forward(double[] parameters, double[][][] x) {
    double[][][] out = new double[x.length][][];
    for (int sample = 0; sample < x.length; sample++) {
      out[sample] = new double[x[sample].length][];
      for (int step = 0; step < x[sample].length; step++) {
        double[] y = normal(x[sample][step]);
        for (int i = 0; i < features; i++) {
          y[i] = y[i] * parameters[i] + parameters[features + i];
        }
        out[sample][step] = y;
      }
    }
    return out;
  }

  private double[] normal(double[] x) {
    double mean = mean(x);
    double deviation = deviation(x);
    double[] normal = new double[features];
    for (int i = 0; i < features; i++) {
      normal[i] = (x[i] - mean) / deviation;
    }
    return normal;
  }

  private static double mean(double[] x) {
    double sum = 0;
    for (double value : x) {
      sum += value;
    }
    return sum / x.length;
  }

  private double deviation(double[] x) {
    double mean = mean(x);
    double sum = 0;
    for (double value : x) {
      sum += (value - mean) * (value - mean);
    }
    return Math.sqrt(sum / features + epsilon);
  }

  @Override
  public Gradients backward(double[] parameters, double[][][] x, double[][][] outGradient) {
    double[] gradient = new double[parameters.length];
    double[][][] back = new double[x.length][][];
    for (int sample = 0; sample < x.length; sample++) {
      back[sample] = new double[x[sample].length][];
      for (int step = 0; step < x[sample].length; step++) {
        double[] out = outGradient[sample][step];
        back[sample][step] = backward(parameters, x[sample][step], out, gradient);
      }
    }
    return new Gradients(gradient, back);
  }

  private double[] backward(double[] parameters, double[] x, double[] out, double[] gradient) {
    double[] normal = normal(x);
    double sum = 0;
    double product = 0;
    for (int i = 0; i < features; i++) {
      gradient[i] += out[i] * normal[i];
      gradient[features + i] += out[i];
      sum += out[i] * parameters[i];
      product += out[i] * parameters[i] * normal[i];
    }
    double[] back = new double[features];
    for (int i = 0; i < features; i++) {
      double mean = (sum + normal[i] * product) / features;
      back[i] = (out[i] * parameters[i] - mean) / deviation(x);
    }
    return back;
  }
}
