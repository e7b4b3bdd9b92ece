package io.chronoshard.layer;

import io.chronoshard.kernel.Arithmetic;
import io.chronoshard.kernel.Threads;
import org.jspecify.annotations.Nullable;

/**
 * A running layer whose arithmetic is our own. Without being told, it takes the fastest engine that
 * the JVM has, and one thread.
 */
public interface KernelLayer {

  /** Any number of samples. */
  int ANY = Integer.MAX_VALUE;

  /** Says what does the arithmetic; no result depends on it. */
  void runOn(Arithmetic arithmetic, Threads threads);

  /**
   * Samples of which what the way back needs, for one thread each, stays near the processor; {@link
   * #ANY} where that is little.
   */
  default int microbatch() {
    return ANY;
  }

  /**
   * Says which samples of a minibatch come next.
   *
   * @param next null where whole minibatches do
   */
  default void begin(@Nullable Microbatch next) {}

  /**
   * Says what dropout is drawn from in the minibatches that follow, beside their number; most
   * layers draw nothing.
   */
  default void drawFrom(long seed) {}
}
