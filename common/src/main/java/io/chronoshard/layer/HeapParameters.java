package io.chronoshard.layer;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A layer's parameters and their gradient on the heap. */
final class HeapParameters {

  private float[] values = {};
  private float[] gradient = {};

  /** Copies the parameters; none where there is no array. */
  float[] read(@Nullable INDArray flat) {
    int length = flat == null ? 0 : Math.toIntExact(flat.length());
    if (values.length != length) {
      values = new float[length];
      gradient = new float[length];
    }
    if (flat != null) {
      NativeFloats.readAll(flat, values);
    }
    return values;
  }

  /** What was read last. */
  float[] values() {
    return values;
  }

  /** Their gradient, as far as it is added up. */
  float[] gradient() {
    return gradient;
  }

  /** Sets their gradient to zero. */
  void clearGradient() {
    Arrays.fill(gradient, 0);
  }

  /** Copies the gradient into a network's. */
  void give(@Nullable INDArray flat) {
    if (flat != null) {
      NativeFloats.writeAll(gradient, flat);
    }
  }
}
