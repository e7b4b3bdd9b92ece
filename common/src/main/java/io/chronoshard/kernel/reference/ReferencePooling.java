package io.chronoshard.kernel.reference;

import io.chronoshard.kernel.PoolingKernel.Pool;
import io.chronoshard.kernel.reference.ReferenceRecurrent.Gradients;

/** Pooling along time in double. */
public final class ReferencePooling implements ReferenceLayer {

  private static final int ALL = 0;

  private final Pool pool;
  private final int size;
  private final int stride;

  /** Of windows of so many steps, so many apart. */
  public ReferencePooling(Pool pool, int size, int stride) {
    this.pool = pool;
    this.size = size;
    this.stride = stride;
  }

  /** Of whole sequences. */
  public static ReferencePooling global(Pool pool) {
    return new ReferencePooling(pool, ALL, 1);
  }

  private int size(int steps) {
    return size == ALL ? steps : size;
  }

  @Override
  public double[][][] forward(double[] parameters, double[][][] x) {
    double[][][] out = new double[x.length][][];
    for (int sample = 0; sample < x.length; sample++) {
      double[][] steps = x[sample];
      int taps = size(steps.length);
      out[sample] = new double[(steps.length - taps) / stride + 1][steps[0].length];
      for (int window = 0; window < out[sample].length; window++) {
        for (int feature = 0; feature < steps[0].length; feature++) {
          double sum = 0;
          for (int tap = 0; tap < taps; tap++) {
            sum += steps[window * stride + tap][feature];
          }
          int largest = largest(steps, window * stride, taps, feature);
          out[sample][window][feature] = pool == Pool.MAX ? steps[largest][feature] : sum / taps;
        }
      }
    }
    return out;
  }

  private static int largest(double[][] x, int first, int taps, int feature) {
    int largest = first;
    for (int step = first; step < first + taps; step++) {
      if (x[step][feature] > x[largest][feature] || Double.isNaN(x[step][feature])) {
        largest = step;
      }
    }
    return largest;
  }

  @Override
  public Gradients backward(double[] parameters, double[][][] x, double[][][] outGradient) {
    double[][][] back = new double[x.length][][];
    for (int sample = 0; sample < x.length; sample++) {
      double[][] steps = x[sample];
      int taps = size(steps.length);
      back[sample] = new double[steps.length][steps[0].length];
      for (int window = 0; window < outGradient[sample].length; window++) {
        for (int feature = 0; feature < steps[0].length; feature++) {
          double gradient = outGradient[sample][window][feature];
          int largest = largest(steps, window * stride, taps, feature);
          for (int step = window * stride; step < window * stride + taps; step++) {
            double share = pool == Pool.AVERAGE ? 1.0 / taps : step == largest ? 1 : 0;
            back[sample][step][feature] += gradient * share;
          }
        }
      }
    }
    return new Gradients(new double[parameters.length], back);
  }
}
