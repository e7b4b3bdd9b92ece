package io.chronoshard.grid;

/**
 * Where a row stands in its file.
 *
 * @param series its series' place in the history's sorted list
 * @param file the file's place in the sorted list of files
 * @param position rises from row to row of the file
 */
public record FilePlace(int series, int file, long position) {

  /** Whether a row of the same series and file stands before this one. */
  boolean isBehind(FilePlace other) {
    return series == other.series && file == other.file && position > other.position;
  }
}
