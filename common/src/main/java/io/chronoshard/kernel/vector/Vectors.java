package io.chronoshard.kernel.vector;

import io.chronoshard.kernel.Curves;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/** What all loops over vectors are made of; so short that C2 always inlines it. */
final class Vectors {

  private Vectors() {}

  /** The vector that begins at a place. */
  static FloatVector load(float[] from, int at) {
    return FloatVector.fromArray(VectorArithmetic.SPECIES, from, at);
  }

  /** A value in each lane. */
  static FloatVector all(float value) {
    return FloatVector.broadcast(VectorArithmetic.SPECIES, value);
  }

  /** {@link Curves#flush}. */
  static FloatVector flush(FloatVector x) {
    return x.blend(0, x.lanewise(VectorOperators.ABS).compare(VectorOperators.LT, Curves.TINY));
  }
}
