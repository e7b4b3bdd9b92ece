package io.chronoshard.layer;

import io.chronoshard.kernel.Initializer;
import io.chronoshard.layer.KernelParameters.Part;
import io.chronoshard.layer.KernelParameters.Use;
import java.util.List;

/** The parameters of an affine map of windows: {@code W}, then {@code b}, in Keras' shapes. */
final class AffineParameters {

  private AffineParameters() {}

  /** {@code W} is {@code [tap · input][unit]}. */
  static List<Part> ofMatrix(int taps, int inputs, int units, Initializer initializer) {
    return of(List.of(Math.multiplyExact(taps, inputs), units), units, initializer);
  }

  /** {@code W} is {@code [tap][input][unit]}. */
  static List<Part> ofWindows(int taps, int inputs, int units, Initializer initializer) {
    return of(List.of(taps, inputs, units), taps * units, initializer);
  }

  private static List<Part> of(List<Integer> shape, int fanOut, Initializer initializer) {
    int units = shape.get(shape.size() - 1);
    int rows = shape.stream().limit(shape.size() - 1).reduce(1, Math::multiplyExact);
    return List.of(
        new Part(
            "W",
            Use.WEIGHTS,
            shape,
            (values, seed, stream) ->
                initializer.fill(values, 0, rows, units, fanOut, seed, stream)),
        new Part("b", Use.BIAS, List.of(1, units), (values, seed, stream) -> {}));
  }
}
