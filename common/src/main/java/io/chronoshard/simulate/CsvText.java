package io.chronoshard.simulate;

import io.chronoshard.config.SimulateSettings.Csv;

/** Lines of CSV in a dialect, cell by cell, in memory that is used again. */
final class CsvText {

  /** From where a cell begins to where the next one does at least, where blanks part them. */
  private static final int COLUMN_WIDTH = 12;

  private final TextBuffer text = new TextBuffer();
  private final byte[] separator;
  private final byte[] lineEnd;
  private final byte[] end;
  private final byte point;
  private final int width;
  private final String quote;
  private boolean first = true;
  private int lineFrom;
  private int cellFrom;
  private int repeatedFrom;
  private int repeatedTo;
  private int repeatedCell;

  CsvText(Csv dialect) {
    separator = TextBuffer.utf8(dialect.separatorText());
    width = dialect.separator().equals(Csv.SPACES) ? COLUMN_WIDTH : 0;
    quote = dialect.quote();
    point = (byte) dialect.decimal().charAt(0);
    lineEnd = TextBuffer.utf8(dialect.lineEnd() == Csv.LineEnd.LF ? "\n" : "\r\n");
    end = dialect.trailingSeparator() ? separator : new byte[0];
  }

  /** The lines. */
  TextBuffer text() {
    return text;
  }

  /** A text as a cell holds it. */
  byte[] quoted(String cell) {
    return TextBuffer.utf8(
        quote.isEmpty() ? cell : quote + cell.replace(quote, quote + quote) + quote);
  }

  /** Adds a whole cell. */
  CsvText cell(byte[] cell) {
    beginCell();
    text.append(cell);
    return this;
  }

  /** Adds a time. */
  CsvText cell(TimeCell times, long millis) {
    beginCell();
    times.append(millis, text);
    return this;
  }

  /** Adds a number; see {@link TextBuffer#appendNumber}. */
  void number(long scaled, long power, int decimals) {
    beginCell();
    text.appendNumber(scaled, power, decimals, point);
  }

  private void beginCell() {
    if (first) {
      lineFrom = text.length();
      first = false;
    } else {
      while (text.length() < cellFrom + width - separator.length) {
        text.append((byte) ' ');
      }
      text.append(separator);
    }
    cellFrom = text.length();
  }

  /** Ends a line. */
  void endLine() {
    text.append(end);
    text.append(lineEnd);
    first = true;
  }

  /** Adds a line without cells. */
  void comment(String line) {
    text.append(TextBuffer.utf8(line));
    text.append(lineEnd);
  }

  /** Keeps the cells of the line so far, with which other lines are to begin too. */
  void keep() {
    repeatedFrom = lineFrom;
    repeatedTo = text.length();
    repeatedCell = cellFrom - lineFrom;
  }

  /** Begins a line with the cells that were kept. */
  void beginWithKept() {
    lineFrom = text.length();
    cellFrom = lineFrom + repeatedCell;
    text.appendAgain(repeatedFrom, repeatedTo);
    first = false;
  }
}
