package io.chronoshard.kernel.vector;

import static io.chronoshard.kernel.vector.Vectors.all;
import static io.chronoshard.kernel.vector.Vectors.load;

import io.chronoshard.kernel.Curves;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The hyperbolic tangent and the logistic function, two vectors at a time.
 *
 * <p>Values beyond the limit become the limit, on their bits: the smaller magnitude, with the sign;
 * where the magnitude is beyond infinity, all bits are set, which is no number.
 */
final class VectorCurves {

  private static final VectorSpecies<Float> SPECIES = VectorArithmetic.SPECIES;
  private static final VectorSpecies<Integer> BITS =
      VectorSpecies.of(int.class, SPECIES.vectorShape());
  private static final int WIDTH = VectorArithmetic.WIDTH;

  private VectorCurves() {}

  /** {@link Curves#tanh} in place. */
  static void tanh(float[] values, int at, int count) {
    FloatVector p0 = all(Curves.P0);
    FloatVector p1 = all(Curves.P1);
    FloatVector p2 = all(Curves.P2);
    FloatVector p3 = all(Curves.P3);
    FloatVector p4 = all(Curves.P4);
    FloatVector q1 = all(Curves.Q1);
    FloatVector q2 = all(Curves.Q2);
    FloatVector q3 = all(Curves.Q3);
    FloatVector q4 = all(Curves.Q4);
    FloatVector one = all(1f);
    IntVector magnitude = bits(Curves.MAGNITUDE);
    IntVector infinity = bits(Curves.INFINITY);
    IntVector limit = bits(Float.floatToRawIntBits(Curves.TANH_LIMIT));
    for (int i = at; i < at + count; i += 2 * WIDTH) {
      IntVector xBits = load(values, i).reinterpretAsInts();
      IntVector yBits = load(values, i + WIDTH).reinterpretAsInts();
      IntVector xSize = xBits.and(magnitude);
      IntVector ySize = yBits.and(magnitude);
      IntVector xRest = xBits.sub(xSize).or(infinity.sub(xSize).lanewise(VectorOperators.ASHR, 31));
      IntVector yRest = yBits.sub(ySize).or(infinity.sub(ySize).lanewise(VectorOperators.ASHR, 31));
      FloatVector x = xSize.min(limit).or(xRest).reinterpretAsFloats();
      FloatVector y = ySize.min(limit).or(yRest).reinterpretAsFloats();
      FloatVector x2 = x.mul(x);
      FloatVector y2 = y.mul(y);
      FloatVector xp = p4.fma(x2, p3);
      FloatVector yp = p4.fma(y2, p3);
      xp = xp.fma(x2, p2);
      yp = yp.fma(y2, p2);
      xp = xp.fma(x2, p1);
      yp = yp.fma(y2, p1);
      xp = xp.fma(x2, p0);
      yp = yp.fma(y2, p0);
      FloatVector xq = q4.fma(x2, q3);
      FloatVector yq = q4.fma(y2, q3);
      xq = xq.fma(x2, q2);
      yq = yq.fma(y2, q2);
      xq = xq.fma(x2, q1);
      yq = yq.fma(y2, q1);
      xq = xq.fma(x2, one);
      yq = yq.fma(y2, one);
      x.mul(xp).div(xq).intoArray(values, i);
      y.mul(yp).div(yq).intoArray(values, i + WIDTH);
    }
  }

  /** {@link Curves#sigmoid} in place. */
  static void sigmoid(float[] values, int at, int count) {
    FloatVector p0 = all(Curves.SIGMOID_P0);
    FloatVector p1 = all(Curves.SIGMOID_P1);
    FloatVector p2 = all(Curves.SIGMOID_P2);
    FloatVector p3 = all(Curves.SIGMOID_P3);
    FloatVector p4 = all(Curves.SIGMOID_P4);
    FloatVector q1 = all(Curves.SIGMOID_Q1);
    FloatVector q2 = all(Curves.SIGMOID_Q2);
    FloatVector q3 = all(Curves.SIGMOID_Q3);
    FloatVector q4 = all(Curves.SIGMOID_Q4);
    FloatVector one = all(1f);
    FloatVector half = all(0.5f);
    IntVector magnitude = bits(Curves.MAGNITUDE);
    IntVector infinity = bits(Curves.INFINITY);
    IntVector limit = bits(Float.floatToRawIntBits(Curves.SIGMOID_LIMIT));
    for (int i = at; i < at + count; i += 2 * WIDTH) {
      IntVector xBits = load(values, i).reinterpretAsInts();
      IntVector yBits = load(values, i + WIDTH).reinterpretAsInts();
      IntVector xSize = xBits.and(magnitude);
      IntVector ySize = yBits.and(magnitude);
      IntVector xRest = xBits.sub(xSize).or(infinity.sub(xSize).lanewise(VectorOperators.ASHR, 31));
      IntVector yRest = yBits.sub(ySize).or(infinity.sub(ySize).lanewise(VectorOperators.ASHR, 31));
      FloatVector x = xSize.min(limit).or(xRest).reinterpretAsFloats();
      FloatVector y = ySize.min(limit).or(yRest).reinterpretAsFloats();
      FloatVector x2 = x.mul(x);
      FloatVector y2 = y.mul(y);
      FloatVector xp = p4.fma(x2, p3);
      FloatVector yp = p4.fma(y2, p3);
      xp = xp.fma(x2, p2);
      yp = yp.fma(y2, p2);
      xp = xp.fma(x2, p1);
      yp = yp.fma(y2, p1);
      xp = xp.fma(x2, p0);
      yp = yp.fma(y2, p0);
      FloatVector xq = q4.fma(x2, q3);
      FloatVector yq = q4.fma(y2, q3);
      xq = xq.fma(x2, q2);
      yq = yq.fma(y2, q2);
      xq = xq.fma(x2, q1);
      yq = yq.fma(y2, q1);
      xq = xq.fma(x2, one);
      yq = yq.fma(y2, one);
      x.mul(xp).div(xq).add(half).intoArray(values, i);
      y.mul(yp).div(yq).add(half).intoArray(values, i + WIDTH);
    }
  }

  private static IntVector bits(int value) {
    return IntVector.broadcast(BITS, value);
  }
}
