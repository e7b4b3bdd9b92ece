package io.chronoshard.grid;

import io.chronoshard.config.GridSettings;
import io.chronoshard.config.HistorySettings;
import io.chronoshard.grid.History.SeriesExtent;
import io.chronoshard.grid.RowScan.FileRows;
import io.chronoshard.grid.RowScan.SeriesRows;
import io.chronoshard.history.HistoryFiles;
import io.chronoshard.history.InputFile;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Brings a table up to date with files of which some are new, revised or removed: finds the ranges
 * that this concerns, the files that must be read for them, and the plan by which just these ranges
 * are made anew. What comes out is what all files would make.
 *
 * <pre>
 * ranges of the table     |  0  |  1  |  2  |  3  |
 * rows of a new file                ·····             concern 2, and 3 where they are carried on
 * rows of other files     ······ ········· ······     those of 2 and 3 are read again
 * ranges afterwards       |  0  |  1  | a | b | c |   0 and 1 are the files that they were
 * </pre>
 */
public final class GridUpdate {

  private final RecordedGrid table;
  private final HistoryFiles files;
  private final TreeSet<Integer> changed = new TreeSet<>();
  private final Map<Integer, RecordedInput> unchanged = new TreeMap<>();

  /** Ranges that held rows of files which are not as they were. */
  private final BitSet left = new BitSet();

  private GridUpdate(RecordedGrid table, HistoryFiles files) {
    this.table = table;
    this.files = files;
  }

  /** Compares the files with those that the table was made of. */
  public static GridUpdate of(RecordedGrid table, HistoryFiles files) {
    GridUpdate update = new GridUpdate(table, files);
    Map<InputFile, RecordedInput> recorded = new HashMap<>();
    table.inputs().forEach(input -> recorded.put(input.file(), input));
    for (int place = 0; place < files.files().size(); place++) {
      RecordedInput same = recorded.remove(files.files().get(place));
      if (same == null) {
        update.changed.add(place);
      } else {
        update.unchanged.put(place, same);
      }
    }
    recorded.values().forEach(gone -> gone.ranges().forEach(update.left::set));
    return update;
  }

  /** Places of the files that are new or revised. */
  public Set<Integer> changed() {
    return Set.copyOf(changed);
  }

  /** The table's ranges, for {@link RowPlacer placing} the rows of changed files in them. */
  public GridPlan ranges(GridRules rules, RowScan ofChanged) {
    TreeMap<String, SeriesExtent> extents = new TreeMap<>();
    table.history().series().forEach(extent -> extents.put(extent.name(), extent));
    ofChanged
        .series()
        .forEach(
            (name, rows) ->
                extents.putIfAbsent(name, new SeriesExtent(name, rows.fromStep(), rows.toStep())));
    History history = table.history().withSeries(List.copyOf(extents.values()));
    RangeBounds bounds = new RangeBounds(table, history);
    List<GridRange> ranges = new ArrayList<>();
    for (int range = 0; range < table.ranges().size(); range++) {
      ranges.add(bounds.joined(range, range + 1));
    }
    return new GridPlan(history, rules, ranges, RowNumbers.NONE);
  }

  /**
   * What is to be made anew.
   *
   * @param ranges numbers of the table's ranges
   * @param files places of all files that must be read for them, the changed ones included
   */
  public record Concerned(BitSet ranges, Set<Integer> files) {}

  /**
   * Finds what is to be made anew.
   *
   * @param ofChanged the rows of changed files
   * @param touched ranges that these rows go to or are carried on into
   */
  public Concerned concerned(RowScan ofChanged, BitSet touched) {
    BitSet ranges = new ConcernedRanges(table, left).find(touched, ofChanged.series());
    Set<Integer> read = new HashSet<>(changed);
    unchanged.forEach(
        (place, input) -> {
          if (input.ranges().stream().anyMatch(ranges::get)) {
            read.add(place);
          }
        });
    return new Concerned(ranges, read);
  }

  /**
   * The plan for making the ranges anew.
   *
   * @param read the rows of all files that had to be read
   * @param rowsPerRange rows that a new range has about, where blocks are not larger
   * @throws io.chronoshard.error.DataException where a row cannot be read, none is left, or a
   *     channel has no value
   */
  public TablePlan plan(
      Concerned concerned,
      RowScan read,
      HistorySettings settings,
      GridSettings grid,
      GridRules rules,
      long rowsPerRange) {
    RowScan all = withUnread(concerned, read);
    UpdatedRanges ranges = new UpdatedRanges(table, concerned.ranges(), read.sample());
    GridPlan plan =
        GridPlan.of(
            all, files, settings, grid, rules, history -> ranges.cut(history, rowsPerRange));
    return new TablePlan(plan, all, ranges.kept());
  }

  /** Adds what is known of files that were not read, and the extents of their series. */
  private RowScan withUnread(Concerned concerned, RowScan read) {
    Map<Integer, FileRows> all = new HashMap<>(read.files());
    unchanged.forEach((place, input) -> all.putIfAbsent(place, input.rows()));
    return new RowScan(
        all.values().stream().mapToLong(FileRows::rows).sum(),
        read.badRows(),
        read.damage(),
        all,
        read.categories(),
        withKeptEnds(read.series(), concerned.ranges()),
        read.pieces(),
        read.sample());
  }

  /** Adds the ends of series that lie in ranges which stay. */
  private Map<String, SeriesRows> withKeptEnds(Map<String, SeriesRows> read, BitSet concerned) {
    Map<String, SeriesRows> series = new HashMap<>(read);
    for (SeriesExtent extent : table.history().series()) {
      long first = extent.fromStep();
      long last = extent.toStep() - 1;
      if (!concerned.get(table.rangeOf(extent.name(), first))) {
        series.merge(extent.name(), new SeriesRows(0, first, first + 1), SeriesRows::plus);
      }
      if (!concerned.get(table.rangeOf(extent.name(), last))) {
        series.merge(extent.name(), new SeriesRows(0, last, last + 1), SeriesRows::plus);
      }
    }
    return series;
  }
}
