package io.chronoshard.peers;

import java.util.Arrays;
import org.bytedeco.pytorch.Tensor;

/** Tensors that are trained, made of a layer's weights. */
final class LibtorchWeights {

  private LibtorchWeights() {}

  /** Weights from {@code at} on, in C order. */
  static Tensor tensor(float[] weights, int at, long... shape) {
    int length = Math.toIntExact(Arrays.stream(shape).reduce(1, Math::multiplyExact));
    return Tensor.create(Arrays.copyOfRange(weights, at, at + length), shape);
  }

  /** The same values, to be trained. */
  static Tensor trained(Tensor values) {
    return values.contiguous().clone().set_requires_grad(true);
  }
}
