package io.chronoshard.history;

import io.chronoshard.config.HistorySettings;
import java.nio.charset.Charset;

/**
 * How the text of a file is written; made of plain values, for it travels.
 *
 * @param text what its lines are
 * @param separator stands between cells, or {@link HistorySettings#SPACES}
 * @param decimal stands before a number's fraction
 * @param quote stands around cells that hold a separator, or {@link #NO_QUOTE}
 * @param comment what lines begin with that are left out; empty for none
 * @param skipLines lines before the header, or the first row
 * @param firstLine what the first line behind them that is not left out holds
 * @param charset name of the character set
 */
public record Dialect(
    Text text,
    String separator,
    char decimal,
    char quote,
    String comment,
    int skipLines,
    FirstLine firstLine,
    String charset) {

  /** What a line is. */
  public enum Text {
    CSV,
    JSON,
    /** There are no lines: Spark reads the rows. */
    NONE
  }

  /** What the first line of a file is. */
  public enum FirstLine {
    HEADER,
    ROW
  }

  /** Unicode keeps this character free. */
  static final char NO_QUOTE = '\uFFFF';

  static Dialect of(HistorySettings settings) {
    HistorySettings.Csv csv = settings.csv();
    if (!settings.isCsv()) {
      return new Dialect(
          settings.isText() ? Text.JSON : Text.NONE,
          ",",
          '.',
          NO_QUOTE,
          "",
          0,
          FirstLine.ROW,
          csv.charset().name());
    }
    return csv(csv, csv.skipLines(), csv.header() ? FirstLine.HEADER : FirstLine.ROW);
  }

  /** Of a CSV file with a header that is configured beside the history's files. */
  static Dialect ofTable(HistorySettings settings) {
    return csv(settings.csv(), 0, FirstLine.HEADER);
  }

  private static Dialect csv(HistorySettings.Csv csv, int skipLines, FirstLine firstLine) {
    return new Dialect(
        Text.CSV,
        csv.separator(),
        csv.decimal(),
        csv.quote().isEmpty() ? NO_QUOTE : csv.quote().charAt(0),
        csv.comment(),
        skipLines,
        firstLine,
        csv.charset().name());
  }

  Charset characters() {
    return Charset.forName(charset);
  }

  /** Whether a line's end is a single byte that is nothing else. */
  boolean isByteWise() {
    return new String(new byte[] {'\n', ',', '\r'}, characters()).equals("\n,\r");
  }
}
