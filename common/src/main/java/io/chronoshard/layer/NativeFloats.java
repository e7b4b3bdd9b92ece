package io.chronoshard.layer;

import java.nio.FloatBuffer;
import org.bytedeco.javacpp.FloatPointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Copies floats between Java arrays and ND4J's memory in one piece. */
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
    pointer(to).put(from, 0, count);
  }

  /**
   * Reads all values of an array into the beginning of {@code to}.
   *
   * @param from floats in C order without gaps
   */
  public static void read(INDArray from, float[] to, int offset) {
    pointer(from).get(to, offset, Math.toIntExact(from.length()));
  }

  /**
   * An array's memory itself, for reading and writing.
   *
   * @param array floats in C order without gaps
   */
  static FloatBuffer inPlace(INDArray array) {
    return pointer(array).capacity(array.length()).asBuffer();
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
    new FloatPointer(from.data().addressPointer()).get(to, 0, Math.toIntExact(from.length()));
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
    FloatBuffer memory = new FloatPointer(from.data().addressPointer()).capacity(reach).asBuffer();
    int at = 0;
    for (int done = 0; done < length; done += run) {
      memory.get(at, to, done, run);
      at += stride;
    }
  }

  /**
   * Writes the beginning of {@code from} into an array's memory, in the order in which it lies.
   *
   * @param to floats that fill one piece of memory, in any order
   */
  static void writeAll(float[] from, INDArray to) {
    requireFloats(to);
    new FloatPointer(to.data().addressPointer()).put(from, 0, Math.toIntExact(to.length()));
  }

  private static void requireFloats(INDArray array) {
    if (array.dataType() != DataType.FLOAT) {
      throw new IllegalArgumentException(
          "an array of " + array.dataType() + " where floats are read");
    }
  }

  private static FloatPointer pointer(INDArray array) {
    if (array.dataType() != DataType.FLOAT || !isPacked(array)) {
      throw new IllegalArgumentException(
          "an array of "
              + array.dataType()
              + " with shape and strides "
              + array.shapeInfoToString());
    }
    return new FloatPointer(array.data().addressPointer());
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
}
