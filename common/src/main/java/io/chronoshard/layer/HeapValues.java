package io.chronoshard.layer;

import io.chronoshard.kernel.Sequences;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Heap memory for a minibatch's values, used again for the next one. An array of ND4J is copied in
 * one piece wherever its elements lie; they are found by its strides.
 */
final class HeapValues {

  private float[] values = {};

  /** Memory for values that lie as {@code [step][feature][sample]}. */
  Sequences room(int samples, int steps, int width) {
    return Sequences.bySample(
        atLeast(Sequences.length(samples, steps, width)), samples, steps, width);
  }

  private float[] atLeast(int length) {
    if (values.length < length) {
      values = new float[length];
    }
    return values;
  }

  /**
   * Copies an array; one of another data type becomes floats.
   *
   * @param array {@code [sample][feature]}, which is one step, or of three dimensions
   * @param format of three dimensions
   */
  Sequences read(INDArray array, RNNFormat format) {
    INDArray floats = array.castTo(DataType.FLOAT);
    if (areNeighbours(floats)) {
      return readNeighbours(floats, format);
    }
    INDArray packed = isPacked(floats) ? floats : floats.dup('f');
    NativeFloats.readAll(packed, atLeast(Math.toIntExact(packed.length())));
    int feature = featureDimension(packed, format);
    boolean isSequence = packed.rank() == 3;
    int step = isSequence ? 3 - feature : 0;
    return new Sequences(
        values,
        size(packed, 0),
        isSequence ? size(packed, step) : 1,
        size(packed, feature),
        stride(packed, 0),
        isSequence ? stride(packed, step) : 0,
        stride(packed, feature));
  }

  /** Whether samples are some of those that lie behind each other in an array in Fortran order. */
  private static boolean areNeighbours(INDArray array) {
    return array.rank() == 3
        && array.stride(0) == 1
        && array.stride(1) > array.size(0)
        && array.stride(2) == array.stride(1) * array.size(1);
  }

  private Sequences readNeighbours(INDArray array, RNNFormat format) {
    int feature = featureDimension(array, format);
    int samples = size(array, 0);
    NativeFloats.readRuns(
        array, samples, stride(array, 1), atLeast(Math.toIntExact(array.length())));
    return new Sequences(
        values,
        samples,
        size(array, 3 - feature),
        size(array, feature),
        1,
        feature == 1 ? samples * size(array, 1) : samples,
        feature == 1 ? samples : samples * size(array, 1));
  }

  /** Copies a mask {@code [sample][step]}: steps of one feature. */
  Sequences readSteps(INDArray mask, int steps) {
    // What is read as features of one step are steps of one feature.
    Sequences read = read(mask, RNNFormat.NCW);
    return new Sequences(
        read.values(), read.samples(), steps, 1, read.sampleStride(), read.featureStride(), 0);
  }

  /** Which dimension counts features. */
  static int featureDimension(INDArray array, RNNFormat format) {
    return array.rank() == 3 && format == RNNFormat.NWC ? 2 : 1;
  }

  /** Whether the elements fill one piece of memory, in any order. */
  private static boolean isPacked(INDArray array) {
    long reach = 1;
    for (int dimension = 0; dimension < array.rank(); dimension++) {
      if (array.stride(dimension) < 0) {
        return false;
      }
      reach += (array.size(dimension) - 1) * array.stride(dimension);
    }
    return reach == array.length();
  }

  private static int size(INDArray array, int dimension) {
    return Math.toIntExact(array.size(dimension));
  }

  private static int stride(INDArray array, int dimension) {
    return Math.toIntExact(array.stride(dimension));
  }

  /**
   * Copies values that lie as {@code [step][feature][sample]} to an array of a network's workspace.
   *
   * @param rank 2 for {@code [sample][feature]}, or 3
   */
  static INDArray give(
      Sequences values, int rank, RNNFormat format, ArrayType use, LayerWorkspaceMgr workspaces) {
    long[] shape =
        rank == 2
            ? new long[] {values.samples(), values.width()}
            : new long[] {values.samples(), values.width(), values.steps()};
    INDArray array = workspaces.createUninitialized(use, DataType.FLOAT, shape, 'f');
    NativeFloats.writeAll(values.values(), array);
    return rank == 3 && format == RNNFormat.NWC ? array.permute(0, 2, 1) : array;
  }
}
