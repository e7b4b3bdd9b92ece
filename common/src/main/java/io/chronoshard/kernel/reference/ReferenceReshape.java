package io.chronoshard.kernel.reference;

import io.chronoshard.kernel.reference.ReferenceRecurrent.Gradients;

/**
 * The same values in other steps, in double.
 *
 * @param steps that it gives
 */
public record ReferenceReshape(int steps) implements ReferenceLayer {

  @Override
  public double[][][] forward(double[] parameters, double[][][] x) {
    return dealt(x, steps);
  }

  private static double[][][] dealt(double[][][] x, int steps) {
    double[][][] out = new double[x.length][][];
    for (int sample = 0; sample < x.length; sample++) {
      int width = x[sample][0].length;
      int given = x[sample].length * width / steps;
      out[sample] = new double[steps][given];
      for (int value = 0; value < steps * given; value++) {
        out[sample][value / given][value % given] = x[sample][value / width][value % width];
      }
    }
    return out;
  }

  @Override
  public Gradients backward(double[] parameters, double[][][] x, double[][][] outGradient) {
    int read = x.length == 0 ? 1 : x[0].length;
    return new Gradients(new double[parameters.length], dealt(outGradient, read));
  }
}
