package io.chronoshard.grid;

import io.chronoshard.grid.RowScan.FileRows;
import io.chronoshard.history.InputFile;
import java.util.List;

/**
 * A file that a table was made of.
 *
 * @param rows what it held
 * @param ranges numbers of the table's ranges that its rows went to, those that they are carried on
 *     into included; sorted
 */
public record RecordedInput(InputFile file, FileRows rows, List<Integer> ranges) {

  /** Copies the list. */
  public RecordedInput {
    ranges = List.copyOf(ranges);
  }
}
