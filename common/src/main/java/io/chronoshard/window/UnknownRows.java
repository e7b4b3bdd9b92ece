package io.chronoshard.window;

import java.util.List;

/** What becomes of a window of whose rows some are not known. */
public sealed interface UnknownRows {

  /** It is dropped. */
  UnknownRows DROP = new Drop();

  /** Every row must be known. */
  record Drop() implements UnknownRows {}

  /**
   * Zeros stand in, which in scaled units are means or medians. A window is dropped where another
   * column is unknown, or where none of these is known in any row.
   *
   * @param columns places of the columns whose zero means that
   */
  record Fill(List<Integer> columns) implements UnknownRows {

    /** Copies the list. */
    public Fill {
      columns = List.copyOf(columns);
    }
  }

  /**
   * Rows of which a column is unknown do not count, nor do those before the series begins.
   *
   * @param least newest rows that must be known
   */
  record Mask(int least) implements UnknownRows {

    /** Refuses a mask of which all rows may be masked. */
    public Mask {
      if (least < 1) {
        throw new IllegalArgumentException(least + " rows that must be known");
      }
    }
  }
}
