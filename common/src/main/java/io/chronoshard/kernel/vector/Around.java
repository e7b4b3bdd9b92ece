package io.chronoshard.kernel.vector;

import static io.chronoshard.kernel.vector.Vectors.all;
import static io.chronoshard.kernel.vector.Vectors.flush;
import static io.chronoshard.kernel.vector.Vectors.load;

import io.chronoshard.kernel.Arithmetic;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** What layers around recurrent ones need beside products, one vector after the other. */
final class Around {

  private static final VectorSpecies<Float> SPECIES = VectorArithmetic.SPECIES;
  private static final int WIDTH = VectorArithmetic.WIDTH;

  private Around() {}

  /** {@code max(0, x)} in place. */
  static void relu(float[] values, int at, int count) {
    for (int i = at; i < at + count; i += WIDTH) {
      FloatVector x = load(values, i);
      x.blend(0, x.compare(VectorOperators.LE, 0)).intoArray(values, i);
    }
  }

  /** {@link Arithmetic#slope} of {@link #relu}. */
  static void reluSlope(float[] values, int at, float[] gradients, int gradientsAt, int count) {
    FloatVector zero = FloatVector.zero(SPECIES);
    for (int i = 0; i < count; i += WIDTH) {
      FloatVector slope = zero.blend(1, load(values, at + i).compare(VectorOperators.GT, 0));
      flush(load(gradients, gradientsAt + i)).mul(slope).intoArray(gradients, gradientsAt + i);
    }
  }

  /** {@link Arithmetic#slope} of the hyperbolic tangent. */
  static void tanhSlope(float[] values, int at, float[] gradients, int gradientsAt, int count) {
    FloatVector one = all(1);
    for (int i = 0; i < count; i += WIDTH) {
      FloatVector y = load(values, at + i);
      FloatVector slope = one.sub(y.mul(y));
      flush(load(gradients, gradientsAt + i)).mul(slope).intoArray(gradients, gradientsAt + i);
    }
  }

  /** {@link Arithmetic#slope} of the logistic function. */
  static void sigmoidSlope(float[] values, int at, float[] gradients, int gradientsAt, int count) {
    FloatVector one = all(1);
    for (int i = 0; i < count; i += WIDTH) {
      FloatVector y = load(values, at + i);
      FloatVector slope = y.mul(one.sub(y));
      flush(load(gradients, gradientsAt + i)).mul(slope).intoArray(gradients, gradientsAt + i);
    }
  }

  /** {@link Arithmetic#larger}. */
  static void larger(
      float[] values, int at, float from, float[] best, float[] origins, int bestAt, int count) {
    for (int i = 0; i < count; i += WIDTH) {
      FloatVector value = load(values, at + i);
      FloatVector known = load(best, bestAt + i);
      VectorMask<Float> taken =
          value.compare(VectorOperators.GT, known).or(value.compare(VectorOperators.NE, value));
      known.blend(value, taken).intoArray(best, bestAt + i);
      load(origins, bestAt + i).blend(from, taken).intoArray(origins, bestAt + i);
    }
  }

  /** {@link Arithmetic#addFrom}. */
  static void addFrom(
      float from, float[] origins, int originsAt, float[] values, float[] out, int count) {
    FloatVector zero = FloatVector.zero(SPECIES);
    for (int i = 0; i < count; i += WIDTH) {
      VectorMask<Float> here = load(origins, originsAt + i).compare(VectorOperators.EQ, from);
      load(out, i).add(zero.blend(load(values, i), here)).intoArray(out, i);
    }
  }

  /**
   * {@link Arithmetic#adam} of all parameters that fill vectors.
   *
   * @return how many
   */
  static int adam(
      float[] parameters,
      float[] gradient,
      float[] state,
      float first,
      float second,
      float rate,
      float epsilon,
      float keep) {
    int size = gradient.length;
    int done = SPECIES.loopBound(size);
    FloatVector one = all(first);
    FloatVector two = all(second);
    FloatVector rest = all(keep);
    for (int i = 0; i < done; i += WIDTH) {
      FloatVector g = load(gradient, i);
      FloatVector mean = load(state, i);
      mean = flush(g.sub(mean).fma(one, mean));
      mean.intoArray(state, i);
      FloatVector square = load(state, size + i);
      square = flush(g.fma(g, square.neg()).fma(two, square));
      square.intoArray(state, size + i);
      FloatVector change = mean.mul(rate).div(square.sqrt().add(epsilon));
      load(parameters, i).fma(rest, change.neg()).intoArray(parameters, i);
    }
    return done;
  }
}
