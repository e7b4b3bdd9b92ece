package io.chronoshard.window;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Rows of a window that one of its inputs reads, or one of its heads forecasts.
 *
 * @param first the step of the first row, counted from the window's origin
 * @param apart steps from one row to the next
 * @param count how many rows
 * @param form what the rows become for a network
 * @param columns places of the columns that are taken of each row; empty for all
 * @param unknown what becomes of a window of whose rows some are not known
 */
public record Rows(
    int first, int apart, int count, Form form, List<Integer> columns, UnknownRows unknown) {

  /** What rows become. */
  public enum Form {
    /** One vector for each row. */
    SEQUENCE,
    /** The one row as a vector. */
    VECTOR,
    /** No value of the row, but the code of its series. */
    CODE
  }

  /** Refuses what are no rows. */
  public Rows {
    columns = List.copyOf(columns);
    if (count < 1 || apart < 1 || (form != Form.SEQUENCE && count > 1)) {
      throw new IllegalArgumentException(count + " rows " + apart + " steps apart as a " + form);
    }
    Math.addExact(first, Math.multiplyExact(apart, count));
  }

  /** Rows that must all be known. */
  public Rows(int first, int apart, int count, Form form, List<Integer> columns) {
    this(first, apart, count, form, columns, UnknownRows.DROP);
  }

  /** The same rows with another rule for what is unknown. */
  public Rows with(UnknownRows rule) {
    return new Rows(first, apart, count, form, columns, rule);
  }

  /** Rows up to the origin. */
  public static Rows back(int count, int apart, List<Integer> columns) {
    return new Rows(-Math.multiplyExact(apart, count - 1), apart, count, Form.SEQUENCE, columns);
  }

  /** Rows from so many steps behind the origin on. */
  public static Rows ahead(int lead, int apart, int count, List<Integer> columns) {
    return new Rows(lead, apart, count, Form.SEQUENCE, columns);
  }

  /** The origin's row as a vector. */
  public static Rows atOrigin(List<Integer> columns) {
    return new Rows(0, 1, 1, Form.VECTOR, columns);
  }

  /** The code of the window's series. */
  public static Rows code() {
    return new Rows(0, 1, 1, Form.CODE, List.of());
  }

  /** The step of a row, counted from the origin. */
  public int at(int row) {
    return first + apart * row;
  }

  /** The step of the last row. */
  public int last() {
    return at(count - 1);
  }

  /** Whether some rows may not count. */
  public boolean isMasked() {
    return unknown instanceof UnknownRows.Mask;
  }

  /** Whether zeros may stand for what is not known. */
  public boolean isFilled() {
    return unknown instanceof UnknownRows.Fill;
  }

  /** How many of the newest rows must lie inside of the series. */
  public int least() {
    return unknown instanceof UnknownRows.Mask mask ? Math.min(count, mask.least()) : count;
  }

  /** The places of the columns of so many in which zeros stand for what is not known. */
  int[] filled(int all) {
    return unknown instanceof UnknownRows.Fill fill
        ? Arrays.stream(columns(all)).filter(fill.columns()::contains).toArray()
        : new int[0];
  }

  /** Columns that are taken of so many. */
  public int width(int all) {
    if (form == Form.CODE) {
      return 1;
    }
    return columns.isEmpty() ? all : columns.size();
  }

  /** Whether one of the columns is taken. */
  public boolean reads(int column) {
    return form != Form.CODE && (columns.isEmpty() || columns.contains(column));
  }

  /** Values of a window, of so many columns. */
  public int values(int all) {
    return Math.multiplyExact(count, width(all));
  }

  /** The places of the columns that are taken of so many. */
  public int[] columns(int all) {
    if (form == Form.CODE) {
      return new int[0];
    }
    return columns.isEmpty()
        ? IntStream.range(0, all).toArray()
        : columns.stream().mapToInt(Integer::intValue).toArray();
  }
}
