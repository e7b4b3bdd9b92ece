package io.chronoshard.grid;

import io.chronoshard.config.GridSettings;
import io.chronoshard.config.GridSettings.Index;
import io.chronoshard.config.HistorySettings;
import io.chronoshard.config.TimeAxis.Kind;
import io.chronoshard.error.DataException;
import io.chronoshard.grid.History.RecordedTimes;
import io.chronoshard.grid.History.SeriesExtent;
import io.chronoshard.grid.RowScan.SampledBlock;
import io.chronoshard.history.BadRow;
import io.chronoshard.history.HistoryFiles;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * All that gridding rows takes to know before it begins, once they have been scanned.
 *
 * @param history axis, channels and the extent of each series; its cells are not known yet
 * @param rules how readings become values
 * @param ranges the history in parts that can be gridded side by side
 * @param numbers where rows are steps, the numbers that pieces of files begin with
 */
public record GridPlan(
    History history, GridRules rules, List<GridRange> ranges, RowNumbers numbers) {

  /** Copies the list. */
  public GridPlan {
    ranges = List.copyOf(ranges);
  }

  /**
   * The plan for scanned rows.
   *
   * @param rowsPerRange rows that a range has about, where blocks are not larger
   * @throws DataException where a row cannot be read, there is none, or a channel has no value
   */
  public static GridPlan of(
      RowScan scan,
      HistoryFiles files,
      HistorySettings settings,
      GridSettings grid,
      GridRules rules,
      long rowsPerRange) {
    return of(scan, files, settings, grid, rules, history -> ranges(scan, history, rowsPerRange));
  }

  /** The plan for scanned rows, in ranges that are chosen once the history's extents are known. */
  static GridPlan of(
      RowScan scan,
      HistoryFiles files,
      HistorySettings settings,
      GridSettings grid,
      GridRules rules,
      Function<History, List<GridRange>> ranges) {
    BadRow bad = scan.firstBad();
    if (bad != null) {
      throw files.failure(bad, scan.badRows());
    }
    if (scan.files() != files.files().size()) {
      throw new IllegalStateException(
          String.format(
              Locale.ROOT, "%d of %d files were read", scan.files(), files.files().size()));
    }
    if (scan.rows() == 0) {
      throw HistoryFiles.nothingIn(files.files());
    }
    checkKnown(scan, files.channels(), settings.missing());
    History history =
        new History(
            grid.axis(),
            grid.blockSteps(),
            files.channels(),
            recordedTimes(settings, grid),
            extents(scan, grid),
            "");
    return new GridPlan(history, rules, ranges.apply(history), RowNumbers.of(scan.pieces()));
  }

  private static void checkKnown(RowScan scan, List<String> channels, List<String> markers) {
    List<String> unknown = new ArrayList<>();
    for (int i = 0; i < channels.size(); i++) {
      if (scan.missing()[i] == scan.rows()) {
        unknown.add(channels.get(i));
      }
    }
    if (!unknown.isEmpty()) {
      throw new DataException(
          String.format(
              Locale.ROOT,
              "all values are missing of %s %s: each of the %d rows holds one of history.missing = %s there; leave it out of history.channels, or mend the files or the markers",
              unknown.size() == 1 ? "channel" : "channels",
              unknown,
              scan.rows(),
              markers));
    }
  }

  private static RecordedTimes recordedTimes(HistorySettings settings, GridSettings grid) {
    if (grid.index() == Index.TIME) {
      return RecordedTimes.FROM_STEPS;
    }
    return settings.time().column().isEmpty() ? RecordedTimes.NONE : RecordedTimes.READ;
  }

  private static List<SeriesExtent> extents(RowScan scan, GridSettings grid) {
    List<SeriesExtent> extents = new ArrayList<>();
    new TreeMap<>(scan.series())
        .forEach(
            (name, rows) ->
                extents.add(
                    grid.index() == Index.ROWS
                        ? new SeriesExtent(name, 0, rows.rows())
                        : new SeriesExtent(name, rows.fromStep(), rows.toStep())));
    return extents;
  }

  private static List<GridRange> ranges(RowScan scan, History history, long rowsPerRange) {
    RangeCutter cutter = new RangeCutter(rowsPerRange, history.blockSteps());
    if (history.axis().kind() == Kind.ROWS) {
      for (int series = 0; series < history.series().size(); series++) {
        long rows = history.series().get(series).toStep();
        for (long from = 0; from < rows; from += history.blockSteps()) {
          cutter.add(
              series, from / history.blockSteps(), Math.min(history.blockSteps(), rows - from));
        }
      }
    } else {
      List<SampledBlock> sorted = new ArrayList<>(scan.sample());
      sorted.sort(
          Comparator.comparing(SampledBlock::series).thenComparingLong(SampledBlock::block));
      for (SampledBlock block : sorted) {
        cutter.add(history.placeOf(block.series()), block.block(), block.rows());
      }
    }
    return cutter.ranges(GridRange.all(history.series().size()));
  }

  /** What became of the history, from the accounts of all ranges in their order. */
  public GridResult result(RowScan scan, List<RangeAccount> accounts) {
    return GridResult.of(history, scan, accounts);
  }
}
