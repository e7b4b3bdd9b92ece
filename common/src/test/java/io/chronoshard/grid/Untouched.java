package io.chronoshard.grid;

import io.chronoshard.config.Configuration;
import io.chronoshard.config.TimeAxis;
import io.chronoshard.grid.GrowingSensors.Row;
import io.chronoshard.grid.History.SeriesExtent;
import io.chronoshard.history.HistoryFiles;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Ranges of a table that an update must leave as they are, by the rows that have changed. */
public final class Untouched {

  /** Ranges beside one that has changed may take over the end of a series. */
  private static final int MARGIN = 2;

  private Untouched() {}

  /**
   * Files of these ranges.
   *
   * @param after what the table holds once it is up to date
   */
  public static List<TableFile> files(
      RecordedGrid before,
      History after,
      Configuration settings,
      HistoryFiles files,
      List<Row> changed) {
    GridRules rules = GridRules.of(settings.history(), settings.grid(), files);
    TimeAxis axis = settings.grid().axis();
    BitSet touched = new BitSet();
    for (Row row : changed) {
      long first = axis.stepAt(row.time() + rules.delays().first());
      long last = axis.stepAt(row.time() + rules.delays().last()) + rules.lookBackSteps();
      touch(touched, before, row.site(), first, last);
    }
    Map<String, SeriesExtent> now = new HashMap<>();
    after.series().forEach(extent -> now.put(extent.name(), extent));
    for (SeriesExtent extent : before.history().series()) {
      SeriesExtent moved = now.get(extent.name());
      if (moved != null && moved.fromStep() != extent.fromStep()) {
        touch(touched, before, extent.name(), moved.fromStep(), extent.fromStep());
      }
      if (moved != null && moved.toStep() != extent.toStep()) {
        touch(touched, before, extent.name(), moved.toStep(), extent.toStep());
      }
    }
    return before.ranges().stream()
        .filter(range -> isFar(before.ranges().indexOf(range), touched))
        .flatMap(range -> range.files().stream())
        .toList();
  }

  private static void touch(
      BitSet touched, RecordedGrid table, String series, long one, long other) {
    touched.set(
        table.rangeOf(series, Math.min(one, other)),
        table.rangeOf(series, Math.max(one, other)) + 1);
  }

  private static boolean isFar(int range, BitSet touched) {
    return touched.get(Math.max(0, range - MARGIN), range + MARGIN + 1).isEmpty();
  }
}
