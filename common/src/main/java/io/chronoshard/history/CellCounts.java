package io.chronoshard.history;

/**
 * What cells held that gave no value, of each channel.
 *
 * @param missing cells with a marker of a missing value
 * @param outOfRange cells with a value that is not plausible
 */
public record CellCounts(long[] missing, long[] outOfRange) {

  /** No cells of so many channels. */
  public static CellCounts none(int channels) {
    return new CellCounts(new long[channels], new long[channels]);
  }
}
