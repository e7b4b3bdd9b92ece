package io.chronoshard.grid;

import io.chronoshard.config.GridSettings;
import io.chronoshard.config.HistorySettings;
import io.chronoshard.grid.History.SeriesExtent;
import io.chronoshard.grid.RowScan.FileRows;
import io.chronoshard.grid.RowScan.SampledBlock;
import io.chronoshard.grid.RowScan.SeriesRows;
import io.chronoshard.history.HistoryFiles;
import io.chronoshard.history.InputFile;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
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
 *
 * <p>A range's account speaks of the extents of its series. So where a series may begin or end
 * elsewhere than before, the ranges of its old and of its new end are concerned as well, and those
 * between them.
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
    BitSet ranges = (BitSet) touched.clone();
    ranges.or(left);
    left.stream().forEach(range -> addNeighbours(ranges, range));
    ofChanged.series().forEach((name, rows) -> addLonger(ranges, name, rows));
    Set<Integer> read = new HashSet<>(changed);
    unchanged.forEach(
        (place, input) -> {
          if (input.ranges().stream().anyMatch(ranges::get)) {
            read.add(place);
          }
        });
    return new Concerned(ranges, read);
  }

  /** Where a range may lose the end of a series, the series ends in a range beside it. */
  private void addNeighbours(BitSet ranges, int range) {
    int first = table.history().placeOf(table.ranges().get(range).fromSeries());
    for (int i = range - 1; i >= 0 && endsIn(i) == first; i--) {
      ranges.set(i);
      if (!left.get(i) && rows(i, shares(i).size() - 1) > 0) {
        break;
      }
    }
    int last = endsIn(range);
    for (int i = range + 1; i < table.ranges().size() && beginsIn(i) == last; i++) {
      ranges.set(i);
      if (!left.get(i) && rows(i, 0) > 0) {
        break;
      }
    }
  }

  private List<RangeAccount.SeriesShare> shares(int range) {
    return table.ranges().get(range).account().series();
  }

  private long rows(int range, int share) {
    return shares(range).get(share).rows().read();
  }

  /** The first series with a step in a range; -1 where there is none. */
  private int beginsIn(int range) {
    return shares(range).isEmpty() ? -1 : shares(range).get(0).series();
  }

  /** The last series with a step in a range; -2 where there is none. */
  private int endsIn(int range) {
    List<RangeAccount.SeriesShare> shares = shares(range);
    return shares.isEmpty() ? -2 : shares.get(shares.size() - 1).series();
  }

  /** Where rows make a series longer, its old end, its new one and all between them. */
  private void addLonger(BitSet ranges, String name, SeriesRows rows) {
    int place = table.history().placeOf(name);
    if (place < 0) {
      return;
    }
    SeriesExtent extent = table.history().series().get(place);
    if (rows.fromStep() < extent.fromStep()) {
      ranges.set(table.rangeOf(name, rows.fromStep()), table.rangeOf(name, extent.fromStep()) + 1);
    }
    if (rows.toStep() > extent.toStep()) {
      ranges.set(
          table.rangeOf(name, extent.toStep() - 1), table.rangeOf(name, rows.toStep() - 1) + 1);
    }
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
    List<Integer> kept = new ArrayList<>();
    GridPlan plan =
        GridPlan.of(
            all,
            files,
            settings,
            grid,
            rules,
            history -> ranges(concerned, read, history, rowsPerRange, kept));
    return new TablePlan(plan, all, kept);
  }

  /** Adds what is known of files that were not read, and the extents of their series. */
  private RowScan withUnread(Concerned concerned, RowScan read) {
    Map<Integer, FileRows> all = new HashMap<>(read.files());
    long rows = read.rows();
    for (Map.Entry<Integer, RecordedInput> input : unchanged.entrySet()) {
      if (!concerned.files().contains(input.getKey())) {
        FileRows counted = input.getValue().rows();
        all.put(input.getKey(), counted);
        rows += counted.rows();
      }
    }
    Map<String, SeriesRows> series = new HashMap<>(read.series());
    for (SeriesExtent extent : table.history().series()) {
      long first = extent.fromStep();
      long last = extent.toStep() - 1;
      if (!concerned.ranges().get(table.rangeOf(extent.name(), first))) {
        series.merge(extent.name(), new SeriesRows(0, first, first + 1), SeriesRows::plus);
      }
      if (!concerned.ranges().get(table.rangeOf(extent.name(), last))) {
        series.merge(extent.name(), new SeriesRows(0, last, last + 1), SeriesRows::plus);
      }
    }
    return new RowScan(
        rows,
        read.badRows(),
        read.damage(),
        all,
        read.categories(),
        series,
        read.pieces(),
        read.sample());
  }

  private List<GridRange> ranges(
      Concerned concerned, RowScan read, History history, long rowsPerRange, List<Integer> kept) {
    List<SampledBlock> sample = new ArrayList<>(read.sample());
    sample.sort(Comparator.comparing(SampledBlock::series).thenComparingLong(SampledBlock::block));
    RangeBounds bounds = new RangeBounds(table, history);
    List<GridRange> ranges = new ArrayList<>();
    int from = 0;
    while (from < table.ranges().size()) {
      if (!concerned.ranges().get(from)) {
        ranges.add(bounds.joined(from, from + 1));
        kept.add(from);
        from++;
        continue;
      }
      int to = Math.min(concerned.ranges().nextClearBit(from), table.ranges().size());
      GridRange run = bounds.joined(from, to);
      if (run.fromSeries() < run.toSeries() || run.fromStep() < run.toStep()) {
        RangeCutter cutter = new RangeCutter(rowsPerRange, history.blockSteps());
        for (SampledBlock block : sample) {
          int range =
              table.rangeOf(
                  block.series(), Math.multiplyExact(block.block(), (long) history.blockSteps()));
          if (range >= from && range < to) {
            cutter.add(history.placeOf(block.series()), block.block(), block.rows());
          }
        }
        for (GridRange cut : cutter.ranges(run)) {
          ranges.add(cut);
          kept.add(-1);
        }
      }
      from = to;
    }
    return ranges;
  }
}
