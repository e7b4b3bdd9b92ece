package io.chronoshard.kernel.reference;

import io.chronoshard.kernel.ConvolutionSettings;
import io.chronoshard.kernel.reference.ReferenceRecurrent.Gradients;

/**
 * A convolution in double: {@code y[s][f] = φ(b[f] + Σ x[s · stride + k · dilation - before][i]
 * w[k][i][f])} over taps {@code k} and inputs {@code i}, zero outside the sequence.
 */
public final class ReferenceConvolution implements ReferenceLayer {

  private final ConvolutionSettings settings;

  /** For layers of these settings. */
  public ReferenceConvolution(ConvolutionSettings settings) {
    this.settings = settings;
  }

  @Override
  public double[][][] forward(double[] parameters, double[][][] x) {
    double[][][] out = new double[x.length][][];
    for (int sample = 0; sample < x.length; sample++) {
      int windows = settings.outputSteps(x[sample].length);
      out[sample] = new double[windows][settings.filters()];
      for (int window = 0; window < windows; window++) {
        for (int filter = 0; filter < settings.filters(); filter++) {
          double sum = sum(parameters, x[sample], window, filter);
          out[sample][window][filter] = settings.curve().at(sum);
        }
      }
    }
    return out;
  }

  private double sum(double[] parameters, double[][] x, int window, int filter) {
    double sum = parameters[bias() + filter];
    for (int tap = 0; tap < settings.size(); tap++) {
      int step = step(x.length, window, tap);
      for (int input = 0; step >= 0 && step < x.length && input < settings.inputs(); input++) {
        sum += x[step][input] * parameters[weight(tap, input, filter)];
      }
    }
    return sum;
  }

  private int step(int steps, int window, int tap) {
    return window * settings.stride() + tap * settings.dilation() - settings.before(steps);
  }

  private int bias() {
    return settings.size() * settings.inputs() * settings.filters();
  }

  private int weight(int tap, int input, int filter) {
    return (tap * settings.inputs() + input) * settings.filters() + filter;
  }

  @Override
  public Gradients backward(double[] parameters, double[][][] x, double[][][] outGradient) {
    double[][][] out = forward(parameters, x);
    double[] gradient = new double[parameters.length];
    double[][][] back = new double[x.length][][];
    for (int sample = 0; sample < x.length; sample++) {
      back[sample] = new double[x[sample].length][settings.inputs()];
      for (int window = 0; window < out[sample].length; window++) {
        for (int filter = 0; filter < settings.filters(); filter++) {
          double slope = settings.curve().slope(out[sample][window][filter]);
          double sum = outGradient[sample][window][filter] * slope;
          add(sum, parameters, x[sample], window, filter, gradient, back[sample]);
        }
      }
    }
    return new Gradients(gradient, back);
  }

  private void add(
      double sum,
      double[] parameters,
      double[][] x,
      int window,
      int filter,
      double[] gradient,
      double[][] back) {
    gradient[bias() + filter] += sum;
    for (int tap = 0; tap < settings.size(); tap++) {
      int step = step(x.length, window, tap);
      for (int input = 0; step >= 0 && step < x.length && input < settings.inputs(); input++) {
        int weight = weight(tap, input, filter);
        gradient[weight] += sum * x[step][input];
        back[step][input] += sum * parameters[weight];
      }
    }
  }
}
