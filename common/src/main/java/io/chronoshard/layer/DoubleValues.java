package io.chronoshard.layer;

import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Arrays of a network of data type double as the reference's equations read and give them. */
final class DoubleValues {

  private DoubleValues() {}

  /**
   * Copies an array to {@code [sample][step][feature]}.
   *
   * @param array {@code [sample][feature]}, which is one step, or of three dimensions
   * @param format of three dimensions
   */
  static double[][][] read(INDArray array, RNNFormat format) {
    boolean isSequence = array.rank() == 3;
    INDArray bySample = isSequence && format == RNNFormat.NCW ? array.permute(0, 2, 1) : array;
    double[] flat = bySample.dup('c').ravel().toDoubleVector();
    int samples = (int) array.size(0);
    int steps = isSequence ? (int) bySample.size(1) : 1;
    int width = (int) bySample.size(isSequence ? 2 : 1);
    double[][][] made = new double[samples][steps][width];
    int at = 0;
    for (double[][] sample : made) {
      for (double[] step : sample) {
        System.arraycopy(flat, at, step, 0, width);
        at += width;
      }
    }
    return made;
  }

  /** Copies {@code [sample][step][feature]} to an array of {@code rank} dimensions. */
  static INDArray give(
      double[][][] values,
      int rank,
      RNNFormat format,
      ArrayType use,
      LayerWorkspaceMgr workspaces) {
    int samples = values.length;
    int steps = values[0].length;
    int width = values[0][0].length;
    boolean isVector = rank == 2;
    long[] shape = isVector ? new long[] {samples, width} : new long[] {samples, width, steps};
    INDArray made = workspaces.createUninitialized(use, DataType.DOUBLE, shape, 'f');
    for (int sample = 0; sample < samples; sample++) {
      for (int step = 0; step < steps; step++) {
        for (int feature = 0; feature < width; feature++) {
          double value = values[sample][step][feature];
          if (isVector) {
            made.putScalar(sample, feature, value);
          } else {
            made.putScalar(sample, feature, step, value);
          }
        }
      }
    }
    return !isVector && format == RNNFormat.NWC ? made.permute(0, 2, 1) : made;
  }

  /** Writes values into an array of as many, such as a gradient of parameters. */
  static void write(double[] values, INDArray to) {
    for (int i = 0; i < values.length; i++) {
      to.putScalar(i, values[i]);
    }
  }
}
