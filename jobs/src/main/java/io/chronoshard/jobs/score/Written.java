package io.chronoshard.jobs.score;

import io.chronoshard.config.ChosenWindows;
import io.chronoshard.registry.OutputFolder;
import io.chronoshard.window.WindowCounts;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * What scoring has written, and what it could not forecast.
 *
 * @param rows forecasts
 * @param series series that have one
 * @param seriesWithout series that have none
 * @param firstOrigin the earliest origin, as the table has it; empty where there is no forecast
 * @param lastOrigin the latest one
 * @param windows windows that were wanted: all that the stride leaves, or one of each series
 * @param unknownInput of these, windows that are not there because an input is unknown
 * @param outside windows that are there although an input leaves the range of the training part
 * @param inputs the inputs that do, with the number of windows; empty where there are none
 * @param checked forecasts that stand beside what happened, where the version tells alarms
 * @param alarms of these, alarms
 */
record Written(
    long rows,
    long series,
    long seriesWithout,
    String firstOrigin,
    String lastOrigin,
    long windows,
    long unknownInput,
    long outside,
    String inputs,
    long checked,
    long alarms) {

  /** The column of the names of inputs that leave the range of the training part. */
  static final String OUTSIDE = "outside";

  /** The column of alarms, where the version tells any. */
  static final String ALARM = "alarm";

  private static final int SHOWN_INPUTS = 5;

  /**
   * Looks at what was written.
   *
   * @param ofWindow forecasts of one window
   */
  static Written of(
      Dataset<Row> table, int series, ChosenWindows scored, WindowCounts windows, int ofWindow) {
    Column alarm =
        Arrays.asList(table.columns()).contains(ALARM)
            ? functions.col(ALARM)
            : functions.lit(null).cast("boolean");
    Row found =
        table
            .agg(
                functions.count(functions.lit(1)),
                functions.countDistinct("series"),
                functions.min("origin").cast("string"),
                functions.max("origin").cast("string"),
                functions.count_if(functions.size(functions.col(OUTSIDE)).gt(0)),
                functions.count(alarm),
                functions.count_if(alarm))
            .first();
    boolean all = scored == ChosenWindows.ALL;
    return new Written(
        found.getLong(0),
        found.getLong(1),
        series - found.getLong(1),
        found.isNullAt(2) ? "" : found.getString(2),
        found.isNullAt(3) ? "" : found.getString(3),
        all ? windows.possible() : series,
        all ? windows.unknownInput() : series - found.getLong(1),
        found.getLong(4) / ofWindow,
        found.getLong(4) == 0 ? "" : inputs(table, ofWindow),
        found.getLong(5),
        found.getLong(6));
  }

  /** The inputs that leave their range most often first. */
  private static String inputs(Dataset<Row> table, int ofWindow) {
    List<Row> byInput =
        table
            .select(functions.explode(functions.col(OUTSIDE)).as("input"))
            .groupBy("input")
            .count()
            .orderBy(functions.desc("count"), functions.asc("input"))
            .collectAsList();
    return byInput.stream()
            .limit(SHOWN_INPUTS)
            .map(row -> row.getString(0) + " (" + row.getLong(1) / ofWindow + ")")
            .collect(Collectors.joining(", "))
        + (byInput.size() > SHOWN_INPUTS
            ? " and " + (byInput.size() - SHOWN_INPUTS) + " more inputs"
            : "");
  }

  /** As it was committed. */
  static Written of(OutputFolder.Committed committed) {
    return new Written(
        committed.number("rows"),
        committed.number("series"),
        committed.number("seriesWithout"),
        committed.text("firstOrigin"),
        committed.text("lastOrigin"),
        committed.number("windows"),
        committed.number("unknownInput"),
        committed.number(OUTSIDE),
        committed.text("inputs"),
        committed.number("checked"),
        committed.number("alarms"));
  }

  /** As it is committed. */
  Map<String, Object> facts() {
    return Map.ofEntries(
        Map.entry("rows", rows),
        Map.entry("series", series),
        Map.entry("seriesWithout", seriesWithout),
        Map.entry("firstOrigin", firstOrigin),
        Map.entry("lastOrigin", lastOrigin),
        Map.entry("windows", windows),
        Map.entry("unknownInput", unknownInput),
        Map.entry(OUTSIDE, outside),
        Map.entry("inputs", inputs),
        Map.entry("checked", checked),
        Map.entry("alarms", alarms));
  }

  /** For the run's status. */
  Map<String, Long> counts() {
    return Map.of(
        "rows", rows,
        "series", series,
        "series without a forecast", seriesWithout,
        "windows", windows,
        "windows dropped, unknown input", unknownInput,
        "windows outside the training range", outside,
        "forecasts checked", checked,
        "alarms", alarms);
  }

  /** As an operator reads it. */
  String text(String version, String path) {
    return String.format(
        Locale.ROOT,
        "%d forecasts of %s in %s%norigins from %s to %s; %d of %d windows left out, for an input is unknown; %d series without a forecast%s%s",
        rows,
        version,
        path,
        firstOrigin,
        lastOrigin,
        unknownInput,
        windows,
        seriesWithout,
        checked == 0
            ? ""
            : String.format(
                Locale.ROOT,
                "%n%d forecasts checked against what happened, of which %d are alarms",
                checked,
                alarms),
        outside == 0
            ? ""
            : String.format(
                Locale.ROOT,
                "%n%d windows leave the range that an input had in the training part: %s; a network has never seen their like",
                outside,
                inputs));
  }
}
