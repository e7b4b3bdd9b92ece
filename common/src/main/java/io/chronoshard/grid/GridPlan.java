package io.chronoshard.grid;

import io.chronoshard.config.GridSettings;
import io.chronoshard.config.HistorySettings;
import io.chronoshard.config.LimitSettings;
import io.chronoshard.error.DataException;
import io.chronoshard.history.HistoryFiles;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * All that gridding rows takes to know before it begins, once they have been scanned.
 *
 * @param history axis, channels and the extent of each series; its cells are not known yet
 * @param rules how readings become values
 * @param ranges the history in parts that can be gridded side by side
 * @param numbers what comes before each piece of a file; null where that is too much to know in one
 *     place
 */
public record GridPlan(
    History history, GridRules rules, List<GridRange> ranges, @Nullable RowNumbers numbers) {

  /** Copies the list. */
  public GridPlan {
    ranges = List.copyOf(ranges);
  }

  /**
   * The plan for scanned rows.
   *
   * @param rowsPerRange rows that a range has about, where blocks are not larger
   * @throws DataException where more rows cannot be read than the limit allows, there is none, or
   *     no channel has a value
   */
  public static GridPlan of(
      RowScan scan,
      HistoryFiles files,
      HistorySettings settings,
      GridSettings grid,
      GridRules rules,
      long rowsPerRange) {
    return of(
        scan,
        files,
        settings,
        grid,
        rules,
        history -> RangeCutter.cut(scan, history, rowsPerRange));
  }

  /** The plan for scanned rows, in ranges that are chosen once the history's extents are known. */
  static GridPlan of(
      RowScan scan,
      HistoryFiles files,
      HistorySettings settings,
      GridSettings grid,
      GridRules rules,
      Function<History, List<GridRange>> ranges) {
    ScanCheck.require(scan, files, settings);
    History history = new ScannedHistory(scan, settings, grid, rules).history();
    checkLives(rules, history);
    return new GridPlan(
        history,
        rules,
        ranges.apply(history),
        scan.pieces().isComplete()
            ? RowNumbers.of(history.axis().kind(), scan.pieces().pieces())
            : null);
  }

  private static void checkLives(GridRules rules, History history) {
    MadeChannels.Life life = rules.made().life();
    int series = history.series().size();
    if (life != null && !life.behind().isEmpty() && life.behind().size() != series) {
      throw new DataException(
          String.format(
              Locale.ROOT,
              "history.remaining-life.input has %d numbers, and the history has %d series; it must have one of each, in the natural order of their names",
              life.behind().size(),
              series));
    }
  }

  /** Names of series that intervals are of and that no file has, sorted. */
  public List<String> strangers() {
    TreeSet<String> named = new TreeSet<>(rules.exclusions().seriesNamed());
    rules.made().labels().forEach(label -> named.addAll(label.events().ofOne().keySet()));
    history.series().forEach(series -> named.remove(series.name()));
    return List.copyOf(named);
  }

  /**
   * What became of the history.
   *
   * @param accounts of all ranges in their order
   * @throws DataException where a limit is exceeded
   */
  public GridResult result(
      RowScan scan, List<RangeAccount> accounts, HistoryFiles files, LimitSettings limits) {
    return GridResult.of(history, scan, accounts, files, limits);
  }
}
