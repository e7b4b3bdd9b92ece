package io.chronoshard.layer;

import org.jspecify.annotations.Nullable;

/** A layer that can learn from a minibatch some samples after the others. */
interface PartwiseLayer extends KernelLayer {

  /** Any number of samples. */
  int ANY = Integer.MAX_VALUE;

  /**
   * Samples of which what the way back needs stays in the caches of the processor's cores that the
   * layer runs on; {@link #ANY} where that is little.
   */
  default int microbatch() {
    return ANY;
  }

  /**
   * Says which samples of a minibatch come next.
   *
   * @param next null where whole minibatches do
   */
  void begin(@Nullable Microbatch next);
}
