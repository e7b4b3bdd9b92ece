package io.chronoshard.history;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows that follow each other in one piece of one file, packed.
 *
 * @param file the file's place in the sorted list of files
 * @param pieceFrom where the piece begins in its file, in bytes
 * @param firstPosition position of the first row: the piece's begin and the rows before it in the
 *     piece; a row takes two bytes at least, so positions rise through the whole file
 * @param seriesNames names of series that occur
 * @param series each row's series, by its place in the names
 * @param times each row's time in milliseconds since 1970 in UTC, or {@link #NO_TIME}
 * @param values {@code [row][channel]}, NaN where missing
 * @param badRows how many rows could not be read; they are not among the others
 * @param firstBad the first of them
 */
public record Readings(
    int file,
    long pieceFrom,
    long firstPosition,
    List<String> seriesNames,
    int[] series,
    long[] times,
    float[] values,
    long badRows,
    @Nullable BadRow firstBad) {

  /** Stands for the time of a row that has none. */
  public static final long NO_TIME = Long.MIN_VALUE;

  /** Copies the names. */
  public Readings {
    seriesNames = List.copyOf(seriesNames);
  }

  /** Number of rows. */
  public int rows() {
    return series.length;
  }

  /** Whether these are the first rows of a file. */
  public boolean isFileBegin() {
    return firstPosition == 0;
  }
}
