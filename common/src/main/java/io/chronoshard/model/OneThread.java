package io.chronoshard.model;

import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOpsHolder;

/**
 * Holds ND4J to one thread: its bits depend on how many it has, and workers side by side use the
 * cores better.
 *
 * <p>The environment variable {@code OMP_NUM_THREADS=1} does the same from the start; this does not
 * rely on it.
 */
final class OneThread {

  private OneThread() {}

  /**
   * From now on: ND4J's loops and matrix products for this process, OpenMP for the calling thread.
   */
  static void hold() {
    Nd4j.getEnvironment().setMaxMasterThreads(1);
    Nd4j.getNDArrayFactory().blas().setMaxThreads(1);
    NativeOpsHolder.getInstance().getDeviceNativeOps().setOmpNumThreads(1);
  }
}
