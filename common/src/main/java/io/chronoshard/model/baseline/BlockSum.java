package io.chronoshard.model.baseline;

import io.chronoshard.block.Block;
import io.chronoshard.block.SeriesSum;

/**
 * Something that is added up over blocks, series by series.
 *
 * @param <S> the sum over some blocks of one series
 * @param <T> what is kept of series that are whole
 */
public interface BlockSum<S, T> extends SeriesSum<S, T> {

  /** The term of a block with unscaled inputs. */
  S of(Block block);
}
