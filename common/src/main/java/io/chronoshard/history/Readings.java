package io.chronoshard.history;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Rows that follow each other in one piece of one file, packed.
 *
 * <p>A row's values are first one for each channel, in the history's order, then for each counter,
 * in the same order, what a float has no room for: {@code (double) value + low} is the counter's
 * reading.
 *
 * @param file the file's place in the sorted list of files
 * @param pieceFrom where the piece begins in its file, in bytes
 * @param pieceTo the byte after its last; {@link Long#MAX_VALUE} where its file ends there
 * @param firstPosition position of the first row: the piece's begin and the rows before it in the
 *     piece; positions rise through the whole file
 * @param seriesNames names of series that occur
 * @param series each row's series, by its place in the names
 * @param times each row's time in milliseconds since 1970 in UTC, its cycle, or {@link #NO_TIME}
 * @param values {@code [row][column]}, NaN where a channel has no value; of a category the place of
 *     its text in the channel's list
 * @param bare of each row that holds one reading and no value, the place of the first channel that
 *     it is of, elsewhere {@link #NOT_BARE}; empty where rows hold all channels
 * @param cells what became of cells without a value
 * @param categories texts that occur, of each channel of categories by its place
 * @param unread rows of channels that are not read, where a row holds one reading; they are not
 *     among the others
 * @param badRows rows that could not be read; they are not among the others
 * @param damage where the file itself cannot be read on; null where it can
 */
public record Readings(
    int file,
    long pieceFrom,
    long pieceTo,
    long firstPosition,
    List<String> seriesNames,
    int[] series,
    long[] times,
    float[] values,
    int[] bare,
    CellCounts cells,
    Map<Integer, List<String>> categories,
    long unread,
    BadRows badRows,
    @Nullable BadRow damage) {

  /** Stands for the time of a row that has none. */
  public static final long NO_TIME = Long.MIN_VALUE;

  /** Stands for no channel: the row has a value, or holds all channels. */
  public static final int NOT_BARE = -1;

  /** Copies names and texts. */
  public Readings {
    seriesNames = List.copyOf(seriesNames);
    categories = Map.copyOf(categories);
  }

  /** Number of rows. */
  public int rows() {
    return series.length;
  }

  /** The channel of a row that holds one reading and no value, or {@link #NOT_BARE}. */
  public int bare(int row) {
    return bare.length == 0 ? NOT_BARE : bare[row];
  }

  /** Values of a row; 0 where there is no row. */
  public int width() {
    return series.length == 0 ? 0 : values.length / series.length;
  }

  /** Whether their piece is a whole file. */
  public boolean isOfWholeFile() {
    return pieceFrom == 0 && pieceTo == Long.MAX_VALUE;
  }

  /** Whether these are the first rows of a file. */
  public boolean isFileBegin() {
    return firstPosition == 0;
  }
}
