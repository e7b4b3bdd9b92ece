package io.chronoshard.history;

import java.util.Optional;

/** A row that a line of text holds. */
abstract class TextRow implements Cells {

  static TextRow of(RowFormat format, RowLayout layout) {
    return format.dialect().text() == Dialect.Text.JSON
        ? new JsonRow(layout)
        : new CsvLine(format.dialect(), layout.inFile());
  }

  /** Whether a line holds no row, and is no mistake either. */
  abstract boolean isLeftOut(String line);

  /** Takes a line apart; what is wrong with it, or nothing. */
  abstract Optional<String> take(String line);

  @Override
  public double number(int column) {
    throw new IllegalStateException("text is no number yet");
  }

  @Override
  public long millis(int column) {
    throw new IllegalStateException("text is no time yet");
  }
}
