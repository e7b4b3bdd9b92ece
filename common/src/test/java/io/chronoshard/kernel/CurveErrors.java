package io.chronoshard.kernel;

import java.util.Locale;
import java.util.stream.LongStream;

/**
 * How far the fast curves are from the true ones, by all floats or by some.
 *
 * @param tanh the largest error
 * @param sigmoid the largest error
 * @param unlike how many floats vectors give other bits for than plain Java
 */
record CurveErrors(double tanh, double sigmoid, long unlike) {

  /** Above what the hyperbolic tangent's error is. */
  static final double TANH_BOUND = 3e-7;

  /** Above what the logistic function's error is. */
  static final double SIGMOID_BOUND = 2e-7;

  private static final CurveErrors NONE = new CurveErrors(0, 0, 0);
  private static final int VALUES = 1 << 12;
  private static final long FLOATS = 1L << 32;

  /** Goes through all floats, on all cores; ends with 1 where a bound does not hold. */
  public static void main(String[] args) {
    CurveErrors errors = by(1);
    System.out.printf(
        Locale.ROOT,
        "%d floats: tanh is wrong by %.3g at most, sigmoid by %.3g; vectors give %d other bits%n",
        FLOATS,
        errors.tanh,
        errors.sigmoid,
        errors.unlike);
    if (!errors.areWithinBounds()) {
      System.exit(1);
    }
  }

  boolean areWithinBounds() {
    return tanh < TANH_BOUND && sigmoid < SIGMOID_BOUND && unlike == 0;
  }

  /**
   * Over all floats, by their bits.
   *
   * @param stride from one float's bits to the next one's; 1 for all of them
   */
  static CurveErrors by(int stride) {
    long apart = (long) VALUES * stride;
    return LongStream.range(0, (FLOATS + apart - 1) / apart)
        .parallel()
        .mapToObj(piece -> from(piece * apart, stride))
        .reduce(NONE, CurveErrors::and);
  }

  private CurveErrors and(CurveErrors other) {
    return new CurveErrors(
        Math.max(tanh, other.tanh),
        Math.max(sigmoid, other.sigmoid),
        Math.addExact(unlike, other.unlike));
  }

  private static CurveErrors from(long first, int stride) {
    float[] values = new float[VALUES];
    for (int i = 0; i < VALUES; i++) {
      values[i] = Float.intBitsToFloat((int) (first + (long) i * stride));
    }
    float[] tanh = values.clone();
    float[] sigmoid = values.clone();
    Arithmetic vector = Engine.VECTOR.arithmetic();
    vector.apply(Curve.TANH, tanh, 0, VALUES);
    vector.apply(Curve.SIGMOID, sigmoid, 0, VALUES);
    CurveErrors errors = NONE;
    for (int i = 0; i < VALUES; i++) {
      errors = errors.and(of(values[i], tanh[i], sigmoid[i]));
    }
    return errors;
  }

  private static CurveErrors of(float x, float tanh, float sigmoid) {
    boolean isSame =
        Float.compare(tanh, Curves.tanh(x)) == 0 && Float.compare(sigmoid, Curves.sigmoid(x)) == 0;
    long unlike = isSame ? 0 : 1;
    if (Float.isNaN(x)) {
      return new CurveErrors(0, 0, Float.isNaN(tanh) && Float.isNaN(sigmoid) ? unlike : 1);
    }
    return new CurveErrors(
        Math.abs(tanh - StrictMath.tanh(x)),
        Math.abs(sigmoid - 1 / (1 + StrictMath.exp(-(double) x))),
        unlike);
  }
}
