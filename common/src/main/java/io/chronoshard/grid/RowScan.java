package io.chronoshard.grid;

import io.chronoshard.history.BadRow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a first pass over rows finds; scans of parts add up to the scan of the whole.
 *
 * @param rows rows that could be read
 * @param badRows rows that could not
 * @param firstBad the first of them, by file and position
 * @param files files of which the begin was seen
 * @param missing of each channel, cells that hold a missing marker
 * @param series rows and steps of each series, by name
 * @param pieces rows of each series in each piece of a file; on clock time none
 * @param sample some blocks that have rows; where rows are steps none
 */
public record RowScan(
    long rows,
    long badRows,
    @Nullable BadRow firstBad,
    long files,
    long[] missing,
    Map<String, SeriesRows> series,
    List<PieceRows> pieces,
    List<SampledBlock> sample) {

  /**
   * The rows of a series.
   *
   * @param rows how many
   * @param fromStep the first step that has one; of no meaning where rows are steps
   * @param toStep the step after the last one
   */
  public record SeriesRows(long rows, long fromStep, long toStep) {

    SeriesRows plus(SeriesRows other) {
      return new SeriesRows(
          rows + other.rows, Math.min(fromStep, other.fromStep), Math.max(toStep, other.toStep));
    }
  }

  /**
   * The rows of a piece of a file.
   *
   * @param file the file's place in the sorted list of files
   * @param from where the piece begins, in bytes
   * @param rows rows of each series, by name
   */
  public record PieceRows(int file, long from, Map<String, Long> rows) {}

  /**
   * A block that stands for some rows.
   *
   * @param rows how many
   */
  public record SampledBlock(String series, long block, long rows) {}

  /** The scan of both. */
  public RowScan plus(RowScan other) {
    long[] cells = missing.clone();
    for (int i = 0; i < cells.length; i++) {
      cells[i] += other.missing[i];
    }
    Map<String, SeriesRows> both = new HashMap<>(series);
    other.series.forEach((name, rowsOfIt) -> both.merge(name, rowsOfIt, SeriesRows::plus));
    return new RowScan(
        rows + other.rows,
        badRows + other.badRows,
        BadRow.first(firstBad, other.firstBad),
        files + other.files,
        cells,
        both,
        joined(pieces, other.pieces),
        joined(sample, other.sample));
  }

  private static <T> List<T> joined(List<T> one, List<T> other) {
    List<T> both = new ArrayList<>(one);
    both.addAll(other);
    return both;
  }
}
