package io.chronoshard.model;

import org.nd4j.linalg.factory.Nd4j;

/**
 * Holds ND4J to one thread: its bits depend on how many it has, and workers side by side use the
 * cores better.
 *
 * <p>The environment variable {@code OMP_NUM_THREADS=1} does the same from the start; this makes
 * sure of it.
 */
public final class OneThread {

  private OneThread() {}

  /** From now on, for this process and for the calling thread. */
  public static void hold() {
    Nd4j.getEnvironment().setMaxThreads(1);
    Nd4j.getEnvironment().setMaxMasterThreads(1);
    Nd4j.getNDArrayFactory().blas().setMaxThreads(1);
  }
}
