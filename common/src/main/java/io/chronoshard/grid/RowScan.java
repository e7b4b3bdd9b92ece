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
 * @param inputs rows and missing cells of each file, by its place in the sorted list of files
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
    Map<Integer, InputRows> inputs,
    Map<String, SeriesRows> series,
    List<PieceRows> pieces,
    List<SampledBlock> sample) {

  /**
   * The rows of a file.
   *
   * @param rows how many
   * @param missing of each channel, cells that hold a missing marker
   */
  public record InputRows(long rows, List<Long> missing) {

    /** Copies the list. */
    public InputRows {
      missing = List.copyOf(missing);
    }

    InputRows plus(InputRows other) {
      List<Long> both = new ArrayList<>();
      for (int i = 0; i < missing.size(); i++) {
        both.add(missing.get(i) + other.missing.get(i));
      }
      return new InputRows(rows + other.rows, both);
    }
  }

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
    Map<Integer, InputRows> files = new HashMap<>(inputs);
    other.inputs.forEach((file, rowsOfIt) -> files.merge(file, rowsOfIt, InputRows::plus));
    Map<String, SeriesRows> both = new HashMap<>(series);
    other.series.forEach((name, rowsOfIt) -> both.merge(name, rowsOfIt, SeriesRows::plus));
    return new RowScan(
        rows + other.rows,
        badRows + other.badRows,
        BadRow.first(firstBad, other.firstBad),
        this.files + other.files,
        cells,
        files,
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
