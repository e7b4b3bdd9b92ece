package io.chronoshard.kernel;

import io.chronoshard.kernel.reference.ReferenceLayer;
import io.chronoshard.kernel.reference.ReferenceRecurrent.Gradients;

/** A dense layer in double, on each step: {@code y = φ(x W + b)}. */
final class ReferenceDense implements ReferenceLayer {

  private final int inputs;
  private final int units;
  private final Curve curve;

  /** For layers of this size. */
  ReferenceDense(int inputs, int units, Curve curve) {
    this.inputs = inputs;
    this.units = units;
    this.curve = curve;
  }

  @Override
  public double[][][] forward(double[] parameters, double[][][] x) {
    double[][][] out = new double[x.length][][];
    for (int sample = 0; sample < x.length; sample++) {
      out[sample] = new double[x[sample].length][units];
      for (int step = 0; step < x[sample].length; step++) {
        for (int unit = 0; unit < units; unit++) {
          double sum = parameters[inputs * units + unit];
          for (int input = 0; input < inputs; input++) {
            sum += x[sample][step][input] * parameters[input * units + unit];
          }
          out[sample][step][unit] = curve.at(sum);
        }
      }
    }
    return out;
  }

  @Override
  public Gradients backward(double[] parameters, double[][][] x, double[][][] outGradient) {
    double[][][] out = forward(parameters, x);
    double[] gradient = new double[parameters.length];
    double[][][] back = new double[x.length][][];
    for (int sample = 0; sample < x.length; sample++) {
      back[sample] = new double[x[sample].length][inputs];
      for (int step = 0; step < x[sample].length; step++) {
        for (int unit = 0; unit < units; unit++) {
          double sum = outGradient[sample][step][unit] * curve.slope(out[sample][step][unit]);
          gradient[inputs * units + unit] += sum;
          for (int input = 0; input < inputs; input++) {
            gradient[input * units + unit] += sum * x[sample][step][input];
            back[sample][step][input] += sum * parameters[input * units + unit];
          }
        }
      }
    }
    return new Gradients(gradient, back);
  }
}
