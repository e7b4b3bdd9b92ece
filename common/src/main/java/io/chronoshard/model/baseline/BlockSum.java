package io.chronoshard.model.baseline;

import io.chronoshard.block.Block;

/**
 * Something that is added up over blocks.
 *
 * @param <T> the sum
 */
public interface BlockSum<T> {

  /** The term of a block with unscaled inputs. */
  T of(Block block);

  /** A sum and the one of the blocks that follow. */
  T plus(T sum, T next);
}
