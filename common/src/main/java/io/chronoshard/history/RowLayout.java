package io.chronoshard.history;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Where a file's rows hold what is read.
 *
 * @param columns names of all columns, in the file's order, then those of the folders above it
 * @param inFile how many are in the file
 * @param time the columns of the time; none where rows have none
 * @param series the columns of the series' name; none where there is a single series
 * @param channels the column of each channel, in the history's order, -1 where it is not there;
 *     none where rows hold one reading each
 * @param longChannel where they do, the column of the channel's name; -1 elsewhere
 * @param longValues the columns of its values
 * @param others what becomes of columns that are neither
 */
public record RowLayout(
    List<String> columns,
    int inFile,
    int[] time,
    int[] series,
    int[] channels,
    int longChannel,
    int[] longValues,
    Others others) {

  /** What becomes of columns that are not read. */
  public enum Others {
    IGNORED,
    /** All columns should be read, so that there can be no others. */
    REFUSED
  }

  /** Copies the names. */
  public RowLayout {
    columns = List.copyOf(columns);
  }

  /** The columns in the file that are read. */
  public List<Integer> used() {
    List<Integer> used = new ArrayList<>();
    for (int[] places : List.of(time, series, channels, longValues, new int[] {longChannel})) {
      IntStream.of(places).filter(place -> place >= 0 && place < inFile).forEach(used::add);
    }
    return used.stream().distinct().toList();
  }

  boolean isLong() {
    return longChannel >= 0;
  }
}
