package io.chronoshard.kernel.reference;

import io.chronoshard.kernel.reference.ReferenceRecurrent.Gradients;
import java.util.Arrays;

/**
 * A row of numbers for each code, in double.
 *
 * @param units numbers of a code
 */
public record ReferenceEmbedding(int units) implements ReferenceLayer {

  @Override
  public double[][][] forward(double[] parameters, double[][][] x) {
    double[][][] out = new double[x.length][][];
    for (int sample = 0; sample < x.length; sample++) {
      out[sample] = new double[x[sample].length][];
      for (int step = 0; step < x[sample].length; step++) {
        int row = row(x[sample][step]);
        out[sample][step] = Arrays.copyOfRange(parameters, row, row + units);
      }
    }
    return out;
  }

  private int row(double[] code) {
    return Math.toIntExact(Math.round(code[0])) * units;
  }

  @Override
  public Gradients backward(double[] parameters, double[][][] x, double[][][] outGradient) {
    double[] gradient = new double[parameters.length];
    double[][][] back = new double[x.length][][];
    for (int sample = 0; sample < x.length; sample++) {
      back[sample] = new double[x[sample].length][1];
      for (int step = 0; step < x[sample].length; step++) {
        int row = row(x[sample][step]);
        for (int unit = 0; unit < units; unit++) {
          gradient[row + unit] += outGradient[sample][step][unit];
        }
      }
    }
    return new Gradients(gradient, back);
  }
}
