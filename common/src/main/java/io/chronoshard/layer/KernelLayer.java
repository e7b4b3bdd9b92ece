package io.chronoshard.layer;

import io.chronoshard.kernel.Arithmetic;
import io.chronoshard.kernel.Threads;

/**
 * A running layer whose arithmetic is our own. Without being told, it takes the fastest engine that
 * the JVM has, and one thread.
 */
public interface KernelLayer {

  /** Says what does the arithmetic; no result depends on it. */
  void runOn(Arithmetic arithmetic, Threads threads);

  /**
   * Says what dropout is drawn from in the minibatches that follow, beside their number; most
   * layers draw nothing.
   */
  default void drawFrom(long seed) {}
}
