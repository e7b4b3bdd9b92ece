package io.chronoshard.layer;

import io.chronoshard.kernel.Sequences;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A minibatch's values in a {@link Merge}, as {@code [step][feature][sample]} in memory that is
 * used again for the next one.
 */
final class MergeValues {

  private final HeapValues floats = new HeapValues();
  private double[] values = {};
  private int samples;
  private int steps;
  private int width;

  /** Takes a size; the values are what they were before. */
  void resize(int samples, int steps, int width) {
    this.samples = samples;
    this.steps = steps;
    this.width = width;
    if (values.length < length()) {
      values = new double[length()];
    }
  }

  int samples() {
    return samples;
  }

  int steps() {
    return steps;
  }

  int width() {
    return width;
  }

  /** How many there are. */
  int length() {
    return samples * steps * width;
  }

  double at(int place) {
    return values[place];
  }

  void set(int place, double value) {
    values[place] = value;
  }

  /** Copies features of all steps from another one's, from one of its features on, to one here. */
  void copy(MergeValues from, int firstThere, int firstHere, int features) {
    for (int step = 0; step < steps; step++) {
      System.arraycopy(
          from.values,
          (step * from.width + firstThere) * samples,
          values,
          (step * width + firstHere) * samples,
          features * samples);
    }
  }

  /** Copies an array of a network of that data type. */
  void read(INDArray array, DataType type) {
    if (type == DataType.DOUBLE) {
      read(DoubleValues.read(array, RNNFormat.NCW));
      return;
    }
    Sequences read = floats.read(array, RNNFormat.NCW);
    resize(read.samples(), read.steps(), read.width());
    int place = 0;
    for (int step = 0; step < steps; step++) {
      for (int feature = 0; feature < width; feature++) {
        for (int sample = 0; sample < samples; sample++) {
          values[place++] = read.at(sample, step, feature);
        }
      }
    }
  }

  private void read(double[][][] array) {
    resize(array.length, array[0].length, array[0][0].length);
    int place = 0;
    for (int step = 0; step < steps; step++) {
      for (int feature = 0; feature < width; feature++) {
        for (int sample = 0; sample < samples; sample++) {
          values[place++] = array[sample][step][feature];
        }
      }
    }
  }

  /** Copies the values to an array of {@code rank} dimensions of a network of that data type. */
  INDArray give(int rank, DataType type, ArrayType use, LayerWorkspaceMgr workspaces) {
    if (type == DataType.DOUBLE) {
      return DoubleValues.give(doubles(), rank, RNNFormat.NCW, use, workspaces);
    }
    Sequences made = floats.room(samples, steps, width);
    for (int place = 0; place < length(); place++) {
      made.values()[place] = (float) values[place];
    }
    return HeapValues.give(made, rank, RNNFormat.NCW, use, workspaces);
  }

  private double[][][] doubles() {
    double[][][] made = new double[samples][steps][width];
    int place = 0;
    for (int step = 0; step < steps; step++) {
      for (int feature = 0; feature < width; feature++) {
        for (int sample = 0; sample < samples; sample++) {
          made[sample][step][feature] = values[place++];
        }
      }
    }
    return made;
  }
}
