package io.chronoshard.layer;

import java.lang.ref.Reference;
import java.nio.FloatBuffer;
import org.bytedeco.javacpp.FloatPointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Copies floats between Java arrays and ND4J's memory in one piece. An array is held until it is
 * done, for ND4J frees its memory when nothing does.
 */
public final class NativeFloats {

  private NativeFloats() {}

  /**
   * Writes the first {@code count} values of {@code from} into an array.
   *
   * @param to floats in C order without gaps, at least {@code count} of them
   */
  public static void write(float[] from, int count, INDArray to) {
    if (count > to.length()) {
      throw new IllegalArgumentException(count + " values for " + to.length());
    }
    requirePacked(to);
    put(from, count, to);
  }

  /**
   * Reads all values of an array.
   *
   * @param from floats in C order without gaps
   * @param to receives them from {@code offset} on
   */
  public static void read(INDArray from, float[] to, int offset) {
    requirePacked(from);
    get(from, to, offset);
  }

  /**
   * An array's memory itself, for reading and writing as long as the array is held.
   *
   * @param array floats in C order without gaps
   */
  static FloatBuffer inPlace(INDArray array) {
    requirePacked(array);
    return memory(array).capacity(array.length()).asBuffer();
  }

  /** All values of an array of floats in C order without gaps. */
  public static float[] read(INDArray from) {
    float[] values = new float[Math.toIntExact(from.length())];
    read(from, values, 0);
    return values;
  }

  /**
   * Reads an array's memory into the beginning of {@code to}, in the order in which it lies.
   *
   * @param from floats that fill one piece of memory, in any order
   */
  static void readAll(INDArray from, float[] to) {
    requireFloats(from);
    get(from, to, 0);
  }

  /**
   * Reads pieces of an array's memory, one behind the other.
   *
   * @param from floats of which {@code run} lie together
   * @param stride from one piece to the next
   */
  static void readRuns(INDArray from, int run, int stride, float[] to) {
    requireFloats(from);
    int length = Math.toIntExact(from.length());
    long reach = (long) (length / run - 1) * stride + run;
    FloatBuffer memory = memory(from).capacity(reach).asBuffer();
    try {
      int at = 0;
      for (int done = 0; done < length; done += run) {
        memory.get(at, to, done, run);
        at += stride;
      }
    } finally {
      Reference.reachabilityFence(from);
    }
  }

  /**
   * Writes the beginning of {@code from} into an array's memory, in the order in which it lies.
   *
   * @param to floats that fill one piece of memory, in any order
   */
  static void writeAll(float[] from, INDArray to) {
    requireFloats(to);
    put(from, Math.toIntExact(to.length()), to);
  }

  private static void requireFloats(INDArray array) {
    if (array.dataType() != DataType.FLOAT) {
      throw new IllegalArgumentException(
          "an array of " + array.dataType() + " where floats are read");
    }
  }

  private static void requirePacked(INDArray array) {
    if (array.dataType() != DataType.FLOAT || !isPacked(array)) {
      throw new IllegalArgumentException(
          "an array of "
              + array.dataType()
              + " with shape and strides "
              + array.shapeInfoToString());
    }
  }

  private static boolean isPacked(INDArray array) {
    long stride = 1;
    for (int dimension = array.rank() - 1; dimension >= 0; dimension--) {
      if (array.size(dimension) > 1 && array.stride(dimension) != stride) {
        return false;
      }
      stride *= array.size(dimension);
    }
    return true;
  }

  private static void get(INDArray from, float[] to, int offset) {
    try {
      memory(from).get(to, offset, Math.toIntExact(from.length()));
    } finally {
      Reference.reachabilityFence(from);
    }
  }

  private static void put(float[] from, int count, INDArray to) {
    try {
      memory(to).put(from, 0, count);
    } finally {
      Reference.reachabilityFence(to);
    }
  }

  private static FloatPointer memory(INDArray array) {
    return new FloatPointer(array.data().addressPointer());
  }
}
