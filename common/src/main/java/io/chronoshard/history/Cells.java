package io.chronoshard.history;

/** The cells of one row, by the places of their columns; overwritten by the next row. */
public interface Cells {

  /** What a cell holds. */
  enum Kind {
    /** A text, which may read as anything. */
    TEXT,
    /** A number of at most double precision. */
    NUMBER,
    /** A number of single precision. */
    SINGLE,
    /** A truth, 1 or 0 as a number. */
    TRUTH,
    /** An instant. */
    INSTANT,
    /** Nothing at all. */
    NOTHING
  }

  /** What the cell holds. */
  Kind kind(int column);

  /** The text that a cell's place counts in, whatever it holds. */
  String source(int column);

  /** Where the cell begins in its {@link #source}. */
  int from(int column);

  /** Where the cell ends in its {@link #source}. */
  int to(int column);

  /** The value of a number or a truth. */
  double number(int column);

  /** Milliseconds since 1970 in UTC of an instant; a fraction is rounded up. */
  long millis(int column);

  /** The cell's text. */
  default String text(int column) {
    return source(column).substring(from(column), to(column));
  }
}
