package io.chronoshard.kernel.vector;

import static io.chronoshard.kernel.vector.Vectors.all;
import static io.chronoshard.kernel.vector.Vectors.load;

import io.chronoshard.kernel.Curves;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/** The hyperbolic tangent and the logistic function, two vectors at a time. */
final class VectorCurves {

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
    FloatVector most = all(Curves.TANH_LIMIT);
    FloatVector least = all(-Curves.TANH_LIMIT);
    for (int i = at; i < at + count; i += 2 * WIDTH) {
      FloatVector x = load(values, i);
      x = x.blend(most, x.compare(VectorOperators.GT, most));
      x = x.blend(least, x.compare(VectorOperators.LT, least));
      FloatVector y = load(values, i + WIDTH);
      y = y.blend(most, y.compare(VectorOperators.GT, most));
      y = y.blend(least, y.compare(VectorOperators.LT, least));
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
      xp.mul(x).div(xq).intoArray(values, i);
      yp.mul(y).div(yq).intoArray(values, i + WIDTH);
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
    FloatVector most = all(Curves.SIGMOID_LIMIT);
    FloatVector least = all(-Curves.SIGMOID_LIMIT);
    for (int i = at; i < at + count; i += 2 * WIDTH) {
      FloatVector x = load(values, i);
      x = x.blend(most, x.compare(VectorOperators.GT, most));
      x = x.blend(least, x.compare(VectorOperators.LT, least));
      FloatVector y = load(values, i + WIDTH);
      y = y.blend(most, y.compare(VectorOperators.GT, most));
      y = y.blend(least, y.compare(VectorOperators.LT, least));
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
      xp.mul(x).div(xq).add(half).intoArray(values, i);
      yp.mul(y).div(yq).add(half).intoArray(values, i + WIDTH);
    }
  }
}
