package io.chronoshard.kernel.vector;

import static io.chronoshard.kernel.vector.Vectors.all;
import static io.chronoshard.kernel.vector.Vectors.flush;
import static io.chronoshard.kernel.vector.Vectors.load;

import io.chronoshard.kernel.Arithmetic;
import io.chronoshard.kernel.Panel;
import jdk.incubator.vector.FloatVector;

/** What stands between the sums of recurrent layers, one vector after the other. */
final class Steps {

  private static final int WIDTH = VectorArithmetic.WIDTH;

  private Steps() {}

  /** An LSTM's cells behind a step, twice. */
  static void cells(
      int count, float[] z, int zAt, float[] cells, int before, int behind, float[] copy) {
    for (int i = 0; i < count; i += WIDTH) {
      int at = zAt + i;
      FloatVector fresh = load(z, at).mul(load(z, at + 3 * count));
      FloatVector cell = flush(load(z, at + count).fma(load(cells, before + i), fresh));
      cell.intoArray(cells, behind + i);
      cell.intoArray(copy, i);
    }
  }

  /** {@code out = left · right}. */
  static void multiply(
      float[] left, int leftAt, float[] right, int rightAt, float[] out, int outAt, int count) {
    for (int i = 0; i < count; i += WIDTH) {
      load(left, leftAt + i).mul(load(right, rightAt + i)).intoArray(out, outAt + i);
    }
  }

  /** {@link Arithmetic#lstmBack} with the usual curves. */
  static void lstmBack(
      int count,
      float[] z,
      int zAt,
      float[] cells,
      int cellsBefore,
      float[] curved,
      float[] gradient,
      float[] cellGradient,
      float[] back) {
    FloatVector one = all(1);
    int forgetAt = zAt + count;
    int outputAt = zAt + 2 * count;
    int candidateAt = zAt + 3 * count;
    for (int i = 0; i < count; i += WIDTH) {
      FloatVector input = load(z, zAt + i);
      FloatVector forget = load(z, forgetAt + i);
      FloatVector output = load(z, outputAt + i);
      FloatVector candidate = load(z, candidateAt + i);
      FloatVector bent = load(curved, i);
      FloatVector out = flush(load(gradient, i));
      FloatVector slope = one.sub(bent.mul(bent));
      FloatVector cell = flush(out.mul(output).fma(slope, load(cellGradient, i)));
      cell.mul(forget).intoArray(cellGradient, i);
      slope = input.mul(one.sub(input));
      cell.mul(candidate).mul(slope).intoArray(back, i);
      slope = forget.mul(one.sub(forget));
      cell.mul(load(cells, cellsBefore + i)).mul(slope).intoArray(back, count + i);
      slope = output.mul(one.sub(output));
      out.mul(bent).mul(slope).intoArray(back, 2 * count + i);
      slope = one.sub(candidate.mul(candidate));
      cell.mul(input).mul(slope).intoArray(back, 3 * count + i);
    }
  }

  /** The sums of a GRU's candidate. */
  static void candidates(int count, float[] z, int zAt) {
    for (int i = zAt; i < zAt + count; i += WIDTH) {
      FloatVector input = load(z, i + 2 * count);
      load(z, i + count).fma(load(z, i + 3 * count), input).intoArray(z, i + 2 * count);
    }
  }

  /** A GRU's states behind a step. */
  static void states(int count, float[] z, int zAt, float[] states, int before, int behind) {
    for (int i = 0; i < count; i += WIDTH) {
      FloatVector candidate = load(z, zAt + 2 * count + i);
      FloatVector apart = load(states, before + i).sub(candidate);
      flush(load(z, zAt + i).fma(apart, candidate)).intoArray(states, behind + i);
    }
  }

  /** {@link Arithmetic#gruBack} with the usual curves. */
  static void gruBack(
      int count,
      float[] z,
      int zAt,
      float[] states,
      int statesBefore,
      float[] gradient,
      float[] back) {
    FloatVector one = all(1);
    int resetAt = zAt + count;
    int candidateAt = zAt + 2 * count;
    int stateAt = zAt + 3 * count;
    for (int i = 0; i < count; i += WIDTH) {
      FloatVector update = load(z, zAt + i);
      FloatVector reset = load(z, resetAt + i);
      FloatVector candidate = load(z, candidateAt + i);
      FloatVector state = load(z, stateAt + i);
      FloatVector out = flush(load(gradient, i));
      FloatVector rest = one.sub(update);
      FloatVector slope = one.sub(candidate.mul(candidate));
      FloatVector sum = out.mul(rest).mul(slope);
      sum.intoArray(back, 2 * count + i);
      sum.mul(reset).intoArray(back, 3 * count + i);
      slope = reset.mul(one.sub(reset));
      sum.mul(state).mul(slope).intoArray(back, count + i);
      slope = update.mul(rest);
      FloatVector apart = load(states, statesBefore + i).sub(candidate);
      out.mul(apart).mul(slope).intoArray(back, i);
      out.mul(update).intoArray(gradient, i);
    }
  }

  /** {@link Arithmetic#flush}. */
  static void flushAll(float[] values, int at, int count) {
    for (int i = at; i < at + count; i += WIDTH) {
      flush(load(values, i)).intoArray(values, i);
    }
  }

  /** {@link Arithmetic#addRows}. */
  static void addRows(float[] z, int zAt, int rows, float[] sums, int sumsAt) {
    for (int row = 0; row < rows; row++) {
      for (int i = 0; i < Arithmetic.ROW_SUMS; i += WIDTH) {
        int from = zAt + row * Panel.LANES + i;
        int to = sumsAt + row * Arithmetic.ROW_SUMS + i;
        load(sums, to)
            .add(load(z, from))
            .add(load(z, from + Arithmetic.ROW_SUMS))
            .intoArray(sums, to);
      }
    }
  }
}
