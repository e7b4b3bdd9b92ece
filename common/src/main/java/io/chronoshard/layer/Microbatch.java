package io.chronoshard.layer;

import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Neighbouring samples of a minibatch that go through a network, forward and back, before the next
 * ones do. Gradients and the loss are those of the whole minibatch when its last samples are
 * through.
 *
 * @param first the number of its first sample in the minibatch
 * @param samples of the whole minibatch
 * @param labelMask of the whole minibatch, {@code [sample][time]}; null where all steps count
 */
record Microbatch(int first, int samples, @Nullable INDArray labelMask) {

  /** A whole minibatch. */
  static Microbatch whole(long samples, @Nullable INDArray labelMask) {
    return new Microbatch(0, Math.toIntExact(samples), labelMask);
  }

  /** Whether the minibatch begins. */
  boolean isFirst() {
    return first == 0;
  }

  /** Whether the minibatch ends with so many samples. */
  boolean isLast(int own) {
    return first + own >= samples;
  }

  /**
   * Some samples of an array where they lie; {@code get} finds nothing at the end of some views.
   */
  static INDArray of(INDArray array, long first, long end) {
    long[] shape = array.shape().clone();
    shape[0] = end - first;
    long offset = array.offset() + first * array.stride(0);
    return Nd4j.create(array.data(), shape, array.stride(), offset, array.ordering());
  }

  /** Some samples of several arrays, of which some may not be there. */
  static INDArray[] of(@Nullable INDArray[] arrays, long first, long end) {
    INDArray[] some = new INDArray[arrays.length];
    for (int i = 0; i < some.length; i++) {
      INDArray array = arrays[i];
      if (array != null) {
        some[i] = of(array, first, end);
      }
    }
    return some;
  }
}
