package io.chronoshard.kernel.reference;

import io.chronoshard.kernel.Curve;
import io.chronoshard.kernel.reference.ReferenceRecurrent.Gradients;

/**
 * A curve on every value in double.
 *
 * @param curve which
 */
public record ReferenceCurve(Curve curve) implements ReferenceLayer {

  @Override
  public double[][][] forward(double[] parameters, double[][][] x) {
    double[][][] out = new double[x.length][][];
    for (int sample = 0; sample < x.length; sample++) {
      out[sample] = new double[x[sample].length][];
      for (int step = 0; step < x[sample].length; step++) {
        out[sample][step] = x[sample][step].clone();
        for (int feature = 0; feature < x[sample][step].length; feature++) {
          out[sample][step][feature] = curve.at(x[sample][step][feature]);
        }
      }
    }
    return out;
  }

  @Override
  public Gradients backward(double[] parameters, double[][][] x, double[][][] outGradient) {
    double[][][] back = forward(parameters, x);
    for (int sample = 0; sample < x.length; sample++) {
      for (int step = 0; step < x[sample].length; step++) {
        for (int feature = 0; feature < x[sample][step].length; feature++) {
          back[sample][step][feature] =
              outGradient[sample][step][feature] * curve.slope(back[sample][step][feature]);
        }
      }
    }
    return new Gradients(new double[parameters.length], back);
  }
}
