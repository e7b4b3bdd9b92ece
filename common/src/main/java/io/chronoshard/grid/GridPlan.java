package io.chronoshard.grid;

import io.chronoshard.config.GridSettings;
import io.chronoshard.config.GridSettings.Index;
import io.chronoshard.config.HistorySettings;
import io.chronoshard.config.LimitSettings;
import io.chronoshard.config.TimeAxis;
import io.chronoshard.error.DataException;
import io.chronoshard.grid.History.RecordedTimes;
import io.chronoshard.grid.History.SeriesExtent;
import io.chronoshard.grid.RowScan.SampledBlock;
import io.chronoshard.history.BadRow;
import io.chronoshard.history.HistoryFiles;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
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
    BadRow damage = scan.damage();
    if (damage != null) {
      throw files.lines().failure(damage);
    }
    checkReadable(scan, files, settings.limits());
    if (settings.isText()) {
      checkFiles(scan, files.files().size());
    }
    if (scan.rows() == 0) {
      throw HistoryFiles.nothingIn(files.files());
    }
    checkKnown(scan, settings.missing());
    History history =
        new History(
            grid.axis(),
            grid.blockSteps(),
            rules.names(),
            categories(scan, rules),
            rules.made().labelNames(),
            recordedTimes(settings, grid),
            extents(scan, grid),
            "");
    checkLives(rules, history);
    return new GridPlan(
        history,
        rules,
        ranges.apply(history),
        scan.pieces().isComplete()
            ? RowNumbers.of(history.axis().kind(), scan.pieces().pieces())
            : null);
  }

  /** Of a file of a table nobody sees the begin where its rows lie far behind it, or are none. */
  private static void checkFiles(RowScan scan, int files) {
    long begun = scan.files().values().stream().filter(file -> file.begins() == 1).count();
    if (begun != files) {
      throw new IllegalStateException(
          String.format(Locale.ROOT, "%d of %d files were read", begun, files));
    }
  }

  private static void checkReadable(RowScan scan, HistoryFiles files, LimitSettings limits) {
    long bad = scan.badRows().count();
    long unread = scan.files().values().stream().mapToLong(RowScan.FileRows::unread).sum();
    long rows = bad + unread + scan.rows();
    double limit = limits.of(LimitSettings.Kind.UNPARSABLE);
    if ((double) bad / rows > limit) {
      DataException first = files.lines().failure(scan.badRows());
      throw limit == 0
          ? first
          : new DataException(
              String.format(
                  Locale.ROOT,
                  "%s = %s, and %d of %d rows cannot be read: %s",
                  LimitSettings.Kind.UNPARSABLE.key(),
                  limit,
                  bad,
                  rows,
                  first.getMessage()));
    }
  }

  private static void checkKnown(RowScan scan, List<String> markers) {
    if (scan.channels().stream().allMatch(cells -> cells.known() == 0)) {
      throw new DataException(
          String.format(
              Locale.ROOT,
              "no channel has a value in any of %d rows: each cell holds one of history.missing = %s, or lies outside of its plausible range; mend the files, the markers or the rules",
              scan.rows(),
              markers));
    }
  }

  private static Map<String, List<String>> categories(RowScan scan, GridRules rules) {
    Map<String, List<String>> categories = new HashMap<>();
    for (int i = 0; i < rules.channels().size(); i++) {
      if (rules.channels().get(i).kind() == ChannelGrid.Kind.CATEGORY) {
        List<String> texts = scan.categories().getOrDefault(i, List.of());
        if (texts.size() > RowScan.MOST_CATEGORIES) {
          throw new DataException(
              String.format(
                  Locale.ROOT,
                  "the channel \"%s\" holds more than %d different texts, such as %s: that is no category; leave it out of history.channels, or of the rule that calls it one",
                  rules.names().get(i),
                  RowScan.MOST_CATEGORIES,
                  texts.subList(0, 3)));
        }
        categories.put(rules.names().get(i), texts);
      }
    }
    return categories;
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

  private static RecordedTimes recordedTimes(HistorySettings settings, GridSettings grid) {
    if (grid.index() == Index.TIME) {
      return RecordedTimes.FROM_STEPS;
    }
    return grid.index() == Index.CYCLES || settings.time().columns().isEmpty()
        ? RecordedTimes.NONE
        : RecordedTimes.READ;
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
    if (history.axis().kind() == TimeAxis.Kind.ROWS) {
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
