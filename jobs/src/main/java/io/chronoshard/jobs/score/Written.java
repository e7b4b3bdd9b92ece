package io.chronoshard.jobs.score;

import io.chronoshard.config.Configuration.ScoredWindows;
import io.chronoshard.registry.OutputFolder;
import io.chronoshard.window.WindowCounts;
import java.util.Locale;
import java.util.Map;
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
 */
record Written(
    long rows,
    long series,
    long seriesWithout,
    String firstOrigin,
    String lastOrigin,
    long windows,
    long unknownInput) {

  /** Looks at what was written. */
  static Written of(Dataset<Row> table, int series, ScoredWindows scored, WindowCounts windows) {
    Row found =
        table
            .agg(
                functions.count(functions.lit(1)),
                functions.countDistinct("series"),
                functions.min("origin").cast("string"),
                functions.max("origin").cast("string"))
            .first();
    boolean all = scored == ScoredWindows.ALL;
    return new Written(
        found.getLong(0),
        found.getLong(1),
        series - found.getLong(1),
        found.isNullAt(2) ? "" : found.getString(2),
        found.isNullAt(3) ? "" : found.getString(3),
        all ? windows.possible() : series,
        all ? windows.unknownInput() : series - found.getLong(1));
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
        committed.number("unknownInput"));
  }

  /** As it is committed. */
  Map<String, Object> facts() {
    return Map.of(
        "rows", rows,
        "series", series,
        "seriesWithout", seriesWithout,
        "firstOrigin", firstOrigin,
        "lastOrigin", lastOrigin,
        "windows", windows,
        "unknownInput", unknownInput);
  }

  /** For the run's status. */
  Map<String, Long> counts() {
    return Map.of(
        "rows", rows,
        "series", series,
        "series without a forecast", seriesWithout,
        "windows", windows,
        "windows dropped, unknown input", unknownInput);
  }

  /** As an operator reads it. */
  String text(String version, String path) {
    return String.format(
        Locale.ROOT,
        "%d forecasts of %s in %s%norigins from %s to %s; %d of %d windows left out, for an input is unknown; %d series without a forecast",
        rows,
        version,
        path,
        firstOrigin,
        lastOrigin,
        unknownInput,
        windows,
        seriesWithout);
  }
}
