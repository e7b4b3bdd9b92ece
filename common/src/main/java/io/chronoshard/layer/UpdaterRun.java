package io.chronoshard.layer;

import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A {@link KernelUpdater} at work on the arrays of a network, in the network's numbers. */
interface UpdaterRun {

  /** Of a network of a data type. */
  static UpdaterRun of(DataType type) {
    return switch (Precision.of(type, "a KernelUpdater")) {
      case FLOAT -> new FloatUpdater();
      case DOUBLE -> new DoubleUpdater();
    };
  }

  /**
   * Clips a gradient, and puts in its place what is to be subtracted from the parameters.
   *
   * @param settings of this step; those of all steps differ in the learning rate alone
   * @param gradient {@code [1][parameter]}
   * @param state {@code [1][value]}; changed; null where nothing is remembered
   * @param iteration 1 for the first step
   */
  void update(KernelUpdater settings, INDArray gradient, @Nullable INDArray state, long iteration);
}
