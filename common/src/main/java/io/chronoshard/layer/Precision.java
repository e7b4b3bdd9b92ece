package io.chronoshard.layer;

import org.nd4j.linalg.api.buffer.DataType;

/** The numbers that layers of ours compute in: those of their network. */
enum Precision {
  /** By kernels. */
  FLOAT,
  /** By the reference's equations. */
  DOUBLE;

  /**
   * Of a network of a data type.
   *
   * @param layer what errors call it
   * @throws IllegalArgumentException where layers of ours compute in no such numbers
   */
  static Precision of(DataType type, String layer) {
    if (type == DataType.FLOAT) {
      return FLOAT;
    }
    if (type == DataType.DOUBLE) {
      return DOUBLE;
    }
    throw new IllegalArgumentException(
        "a network of data type " + type + "; " + layer + " computes in FLOAT and DOUBLE");
  }
}
