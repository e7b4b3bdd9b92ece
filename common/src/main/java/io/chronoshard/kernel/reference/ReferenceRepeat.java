package io.chronoshard.kernel.reference;

import io.chronoshard.kernel.reference.ReferenceRecurrent.Gradients;

/**
 * A vector at each of many steps, in double.
 *
 * @param times steps that it gives
 */
public record ReferenceRepeat(int times) implements ReferenceLayer {

  @Override
  public double[][][] forward(double[] parameters, double[][][] x) {
    double[][][] out = new double[x.length][times][];
    for (int sample = 0; sample < x.length; sample++) {
      for (int step = 0; step < times; step++) {
        out[sample][step] = x[sample][0].clone();
      }
    }
    return out;
  }

  @Override
  public Gradients backward(double[] parameters, double[][][] x, double[][][] outGradient) {
    double[][][] back = new double[x.length][1][];
    for (int sample = 0; sample < x.length; sample++) {
      back[sample][0] = new double[x[sample][0].length];
      for (double[] step : outGradient[sample]) {
        for (int feature = 0; feature < step.length; feature++) {
          back[sample][0][feature] += step[feature];
        }
      }
    }
    return new Gradients(new double[parameters.length], back);
  }
}
