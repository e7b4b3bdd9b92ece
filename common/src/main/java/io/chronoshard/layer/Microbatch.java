package io.chronoshard.layer;

import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

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
}
