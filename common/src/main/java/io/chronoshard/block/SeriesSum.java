package io.chronoshard.block;

/**
 * How terms of blocks are added up, series by series.
 *
 * @param <S> the sum over some blocks of one series
 * @param <T> what is kept of series that are whole
 */
public interface SeriesSum<S, T> {

  /** A sum and the one of the same series' blocks that follow. */
  S plus(S sum, S next);

  /** What is kept of no series. */
  T nothing();

  /** What is kept, and a further series that is whole; may change what is given. */
  T with(T kept, String series, S whole);

  /** What is kept of some series, and of others that follow; may change the first. */
  T both(T kept, T next);
}
