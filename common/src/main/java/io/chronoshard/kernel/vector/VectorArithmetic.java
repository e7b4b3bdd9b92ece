package io.chronoshard.kernel.vector;

import io.chronoshard.kernel.Arithmetic;
import io.chronoshard.kernel.Curve;
import io.chronoshard.kernel.Weights;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The arithmetic on the processor's vectors, a lane for a sample: products, recurrent steps with
 * the usual curves, and what stands around recurrent layers. The rest is plain Java.
 */
public final class VectorArithmetic extends Arithmetic {

  static final VectorSpecies<Float> SPECIES =
      FloatVector.SPECIES_PREFERRED.length() > ROW_SUMS
          ? FloatVector.SPECIES_512
          : FloatVector.SPECIES_PREFERRED;
  static final int WIDTH = SPECIES.length();

  @Override
  public void affine(Weights w, float[] x, int xAt, int stride, float[] out, int outAt) {
    Products.affine(w, x, xAt, stride, out, outAt);
  }

  @Override
  public void add(Weights w, float[] x, int xAt, float[] out, int outAt) {
    Products.add(w, x, xAt, out, outAt);
  }

  @Override
  public void addProducts(
      float[] z,
      int zAt,
      int rows,
      float[] x,
      int xAt,
      int columns,
      int stride,
      float[] sums,
      int sumsAt) {
    Products.addProducts(z, zAt, rows, x, xAt, columns, stride, sums, sumsAt);
  }

  @Override
  public void addRows(float[] z, int zAt, int rows, float[] sums, int sumsAt) {
    Steps.addRows(z, zAt, rows, sums, sumsAt);
  }

  @Override
  public void apply(Curve curve, float[] values, int at, int count) {
    if (curve == Curve.TANH) {
      VectorCurves.tanh(values, at, count);
    } else if (curve == Curve.SIGMOID) {
      VectorCurves.sigmoid(values, at, count);
    } else if (curve == Curve.RELU) {
      Around.relu(values, at, count);
    } else if (curve != Curve.LINEAR) {
      super.apply(curve, values, at, count);
    }
  }

  @Override
  public void slope(
      Curve curve, float[] values, int at, float[] gradients, int gradientsAt, int count) {
    switch (curve) {
      case LINEAR -> Steps.flushAll(gradients, gradientsAt, count);
      case TANH -> Around.tanhSlope(values, at, gradients, gradientsAt, count);
      case SIGMOID -> Around.sigmoidSlope(values, at, gradients, gradientsAt, count);
      case RELU -> Around.reluSlope(values, at, gradients, gradientsAt, count);
      default -> super.slope(curve, values, at, gradients, gradientsAt, count);
    }
  }

  @Override
  public void larger(
      float[] values, int at, float from, float[] best, float[] origins, int bestAt, int count) {
    Around.larger(values, at, from, best, origins, bestAt, count);
  }

  @Override
  public void addFrom(
      float from, float[] origins, int originsAt, float[] values, float[] out, int count) {
    Around.addFrom(from, origins, originsAt, values, out, count);
  }

  @Override
  public void adam(
      float[] parameters,
      float[] gradient,
      float[] state,
      float first,
      float second,
      float rate,
      float epsilon,
      float keep) {
    int done = Around.adam(parameters, gradient, state, first, second, rate, epsilon, keep);
    adam(done, parameters, gradient, state, first, second, rate, epsilon, keep);
  }

  @Override
  public void lstm(
      Curve curve,
      Curve gate,
      int count,
      float[] z,
      int zAt,
      float[] cells,
      int cellsBefore,
      int cellsBehind,
      float[] curved,
      float[] outputs,
      int outputsAt) {
    if (!isUsual(curve, gate)) {
      super.lstm(
          curve, gate, count, z, zAt, cells, cellsBefore, cellsBehind, curved, outputs, outputsAt);
      return;
    }
    VectorCurves.sigmoid(z, zAt, 3 * count);
    VectorCurves.tanh(z, zAt + 3 * count, count);
    Steps.cells(count, z, zAt, cells, cellsBefore, cellsBehind, curved);
    VectorCurves.tanh(curved, 0, count);
    Steps.multiply(z, zAt + 2 * count, curved, 0, outputs, outputsAt, count);
  }

  @Override
  public void lstmBack(
      Curve curve,
      Curve gate,
      int count,
      float[] z,
      int zAt,
      float[] cells,
      int cellsBefore,
      int cellsBehind,
      float[] curved,
      float[] gradient,
      float[] cellGradient,
      float[] back) {
    if (!isUsual(curve, gate)) {
      super.lstmBack(
          curve,
          gate,
          count,
          z,
          zAt,
          cells,
          cellsBefore,
          cellsBehind,
          curved,
          gradient,
          cellGradient,
          back);
      return;
    }
    System.arraycopy(cells, cellsBehind, curved, 0, count);
    VectorCurves.tanh(curved, 0, count);
    Steps.lstmBack(count, z, zAt, cells, cellsBefore, curved, gradient, cellGradient, back);
  }

  @Override
  public void gru(
      Curve curve,
      Curve gate,
      int count,
      float[] z,
      int zAt,
      float[] states,
      int statesBefore,
      int statesBehind) {
    if (!isUsual(curve, gate)) {
      super.gru(curve, gate, count, z, zAt, states, statesBefore, statesBehind);
      return;
    }
    VectorCurves.sigmoid(z, zAt, 2 * count);
    Steps.candidates(count, z, zAt);
    VectorCurves.tanh(z, zAt + 2 * count, count);
    Steps.states(count, z, zAt, states, statesBefore, statesBehind);
  }

  @Override
  public void gruBack(
      Curve curve,
      Curve gate,
      int count,
      float[] z,
      int zAt,
      float[] states,
      int statesBefore,
      float[] gradient,
      float[] back) {
    if (!isUsual(curve, gate)) {
      super.gruBack(curve, gate, count, z, zAt, states, statesBefore, gradient, back);
      return;
    }
    Steps.gruBack(count, z, zAt, states, statesBefore, gradient, back);
  }

  @Override
  public void flush(float[] values, int at, int count) {
    Steps.flushAll(values, at, count);
  }

  private static boolean isUsual(Curve curve, Curve gate) {
    return curve == Curve.TANH && gate == Curve.SIGMOID;
  }
}
