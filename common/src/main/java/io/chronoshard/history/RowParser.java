package io.chronoshard.history;

import java.util.Locale;

/**
 * One line after the other to a row's series, time and values. Holds the last row, and what was
 * wrong with it.
 */
final class RowParser {

  /** What a line turned out to be. */
  enum Outcome {
    ROW,
    BLANK,
    BAD
  }

  /** Cells of a message are not longer. */
  private static final int SHOWN = 60;

  private final RowFormat format;
  private final RowLayout layout;
  private final CsvLine cells;
  private final MissingMarkers missing;
  private final TimeFormat times;
  private String series;
  private long time = Readings.NO_TIME;
  private String problem = "";

  RowParser(RowFormat format, RowLayout layout) {
    this.format = format;
    this.layout = layout;
    this.cells = new CsvLine(format.separator(), format.quote());
    this.missing = new MissingMarkers(format.missing());
    this.times = format.timeFormat();
    this.series = format.singleSeries();
  }

  /** Whether a line holds no cells at all. */
  boolean isBlank(String line) {
    return cells.isBlank(line);
  }

  /**
   * Reads a line.
   *
   * @param values receives the channels' values from {@code at} on
   */
  Outcome parse(String line, float[] values, int at) {
    if (cells.isBlank(line)) {
      return Outcome.BLANK;
    }
    int found = cells.split(line);
    if (found != layout.columns().size()) {
      return bad(
          found < 0
              ? "a quote is not closed, or something follows it; mend the file, or set history.csv.quote"
              : String.format(
                  Locale.ROOT,
                  "the line has %s cells where the file has %s columns; mend the file, or set history.csv.separator and history.csv.quote",
                  found,
                  layout.columns().size()));
    }
    return parseSeries() && parseTime() && parseValues(values, at) ? Outcome.ROW : Outcome.BAD;
  }

  private boolean parseSeries() {
    int column = layout.series();
    if (column == RowLayout.NONE) {
      return true;
    }
    int from = cells.from(column);
    int length = cells.to(column) - from;
    if (length == 0) {
      return refused(column, "names no series; mend the file");
    }
    // Rows of one series mostly follow each other.
    if (length != series.length() || !cells.source(column).startsWith(series, from)) {
      series = cells.text(column);
    }
    return true;
  }

  private boolean parseTime() {
    int column = layout.time();
    if (column == RowLayout.NONE) {
      return true;
    }
    time = times.millis(cells.source(column), cells.from(column), cells.to(column));
    return time != TimeFormat.UNPARSABLE
        || refused(
            column,
            String.format(
                Locale.ROOT,
                "is no time from year 1 to 9999 as history.time.pattern = \"%s\" describes it; mend the file or the pattern",
                format.timePattern()));
  }

  private boolean parseValues(float[] values, int at) {
    int[] channels = layout.channels();
    for (int i = 0; i < channels.length; i++) {
      int column = channels[i];
      String text = cells.source(column);
      int from = cells.from(column);
      int to = cells.to(column);
      float value = Decimal.parse(text, from, to);
      if (Float.isNaN(value)) {
        if (!missing.matchText(text.substring(from, to))) {
          return refused(
              column,
              "is no number; mend the file, or add it to history.missing if it stands for a missing value");
        }
      } else if (missing.matchNumber(value, text, from, to)) {
        value = Float.NaN;
      } else if (Float.isInfinite(value)) {
        return refused(
            column,
            "is too large, the limit is 3.4e38; mend the file, or add it to history.missing if it stands for a missing value");
      }
      values[at + i] = value;
    }
    return true;
  }

  private boolean refused(int column, String why) {
    String text = cells.text(column);
    problem =
        String.format(
            Locale.ROOT,
            "column \"%s\": \"%s\" %s",
            layout.columns().get(column),
            shown(text),
            why);
    return false;
  }

  /** How a text begins. */
  static String shown(String text) {
    return text.length() > SHOWN ? text.substring(0, SHOWN) + "..." : text;
  }

  private Outcome bad(String why) {
    problem = why;
    return Outcome.BAD;
  }

  /** The last row's series. */
  String series() {
    return series;
  }

  /** The last row's time, or {@link Readings#NO_TIME}. */
  long time() {
    return time;
  }

  /** What is wrong with the last line that was {@link Outcome#BAD}. */
  String problem() {
    return problem;
  }
}
