package io.chronoshard.grid;

import io.chronoshard.history.BadRow;
import io.chronoshard.history.BadRows;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What a first pass over rows finds; scans of parts add up to the scan of the whole.
 *
 * @param rows rows that could be read
 * @param badRows rows that could not
 * @param damage where a file cannot be read on, the first by file and position
 * @param files rows and cells of each file, by its place in the sorted list of files
 * @param categories texts of each channel of categories by its place, sorted; of more than {@link
 *     #MOST_CATEGORIES} only so many that it shows
 * @param series rows and steps of each series, by name
 * @param pieces rows of each series in each piece of a file; on clock time and cycles none of files
 *     that were not cut
 * @param sample some blocks that have rows; where rows are steps none
 */
public record RowScan(
    long rows,
    BadRows badRows,
    @Nullable BadRow damage,
    Map<Integer, FileRows> files,
    Map<Integer, List<String>> categories,
    Map<String, SeriesRows> series,
    PieceList pieces,
    List<SampledBlock> sample) {

  /** Texts that a channel of categories may have. */
  public static final int MOST_CATEGORIES = 10_000;

  /**
   * The rows of a file.
   *
   * @param begins how often its begin was seen: once, of a table's file perhaps never
   * @param rows rows that could be read
   * @param unread rows of channels that are not read
   * @param badRows rows that could not be read
   * @param cells what cells of each channel held
   */
  public record FileRows(
      long begins, long rows, long unread, long badRows, List<ChannelCells> cells) {

    /** Copies the list. */
    public FileRows {
      cells = List.copyOf(cells);
    }

    FileRows plus(FileRows other) {
      return new FileRows(
          begins + other.begins,
          rows + other.rows,
          unread + other.unread,
          badRows + other.badRows,
          RowScan.plus(cells, other.cells));
    }
  }

  /**
   * The cells of a channel.
   *
   * @param known cells with a value
   * @param missing cells with a marker of a missing value
   * @param outOfRange cells with a value that is not plausible
   * @param minimum the smallest value; infinite where none is known, of a category of no meaning
   * @param maximum the largest value, as the smallest
   */
  public record ChannelCells(
      long known, long missing, long outOfRange, float minimum, float maximum) {

    /** No cells. */
    public static final ChannelCells NONE =
        new ChannelCells(0, 0, 0, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY);

    ChannelCells plus(ChannelCells other) {
      return new ChannelCells(
          known + other.known,
          missing + other.missing,
          outOfRange + other.outOfRange,
          Math.min(minimum, other.minimum),
          Math.max(maximum, other.maximum));
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
   * A block that stands for some rows.
   *
   * @param rows how many
   */
  public record SampledBlock(String series, long block, long rows) {}

  /** The scan of both. */
  public RowScan plus(RowScan other) {
    return new RowScan(
        rows + other.rows,
        badRows.plus(other.badRows),
        BadRow.first(damage, other.damage),
        merged(files, other.files, FileRows::plus),
        merged(categories, other.categories, RowScan::joinedTexts),
        merged(series, other.series, SeriesRows::plus),
        pieces.plus(other.pieces),
        joined(sample, other.sample));
  }

  /** What cells of each channel held in all files; of no channel where there is no file. */
  public List<ChannelCells> channels() {
    return files.values().stream().map(FileRows::cells).reduce(RowScan::plus).orElse(List.of());
  }

  private static List<ChannelCells> plus(List<ChannelCells> some, List<ChannelCells> others) {
    List<ChannelCells> sums = new ArrayList<>();
    for (int i = 0; i < some.size(); i++) {
      sums.add(some.get(i).plus(others.get(i)));
    }
    return sums;
  }

  private static <K, V> Map<K, V> merged(Map<K, V> one, Map<K, V> other, BinaryOperator<V> plus) {
    Map<K, V> both = new HashMap<>(one);
    other.forEach((key, value) -> both.merge(key, value, plus));
    return both;
  }

  private static List<String> joinedTexts(List<String> one, List<String> other) {
    TreeSet<String> both = new TreeSet<>(one);
    both.addAll(other);
    return both.stream().limit(MOST_CATEGORIES + 1).toList();
  }

  private static <T> List<T> joined(List<T> one, List<T> other) {
    List<T> both = new ArrayList<>(one);
    both.addAll(other);
    return both;
  }
}
