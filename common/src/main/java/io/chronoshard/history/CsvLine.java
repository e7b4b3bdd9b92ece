package io.chronoshard.history;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The cells of one line of CSV (RFC 4180, without line breaks in cells), reused from line to line.
 * Blanks around a cell, and around its quotes, do not belong to it.
 */
final class CsvLine {

  private final char separator;
  private final char quote;
  private String line = "";
  private int[] from = new int[16];
  private int[] to = new int[16];
  private @Nullable String[] unescaped = new @Nullable String[16];
  private int cells;

  CsvLine(char separator, char quote) {
    this.separator = separator;
    this.quote = quote;
  }

  /** Whether a line holds nothing but blanks, and no separator either. */
  boolean isBlank(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) == separator || !isBlank(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  /**
   * Takes a line apart.
   *
   * @return how many cells it has; -1 where a quote is not closed, or something follows it
   */
  int split(String text) {
    line = text;
    cells = 0;
    int at = 0;
    while (true) {
      int start = at;
      while (start < text.length() && isBlankInCell(text.charAt(start))) {
        start++;
      }
      int end;
      if (start < text.length() && text.charAt(start) == quote) {
        end = quoted(text, start + 1);
        if (end < 0) {
          return -1;
        }
      } else {
        end = plain(text, start);
      }
      if (end == text.length()) {
        return cells;
      }
      at = end + 1;
    }
  }

  /** Adds a cell without quotes; the place of the separator behind it. */
  private int plain(String text, int start) {
    int end = start;
    while (end < text.length() && text.charAt(end) != separator) {
      end++;
    }
    int last = end;
    while (last > start && isBlank(text.charAt(last - 1))) {
      last--;
    }
    add(start, last, null);
    return end;
  }

  /** Adds a cell in quotes; the place of the separator behind it, or -1. */
  private int quoted(String text, int start) {
    int close = text.indexOf(quote, start);
    boolean escaped = false;
    while (close >= 0 && close + 1 < text.length() && text.charAt(close + 1) == quote) {
      escaped = true;
      close = text.indexOf(quote, close + 2);
    }
    if (close < 0) {
      return -1;
    }
    String one = String.valueOf(quote);
    add(start, close, escaped ? text.substring(start, close).replace(one + one, one) : null);
    int end = close + 1;
    while (end < text.length() && isBlankInCell(text.charAt(end))) {
      end++;
    }
    return end == text.length() || text.charAt(end) == separator ? end : -1;
  }

  private void add(int start, int end, @Nullable String text) {
    if (cells == from.length) {
      from = Arrays.copyOf(from, 2 * cells);
      to = Arrays.copyOf(to, 2 * cells);
      unescaped = Arrays.copyOf(unescaped, 2 * cells);
    }
    from[cells] = start;
    to[cells] = end;
    unescaped[cells] = text;
    cells++;
  }

  /** The text that a cell's place counts in. */
  String source(int cell) {
    String text = unescaped[cell];
    return text == null ? line : text;
  }

  /** Where the cell begins in its {@link #source}. */
  int from(int cell) {
    return unescaped[cell] == null ? from[cell] : 0;
  }

  /** Where the cell ends in its {@link #source}. */
  int to(int cell) {
    String text = unescaped[cell];
    return text == null ? to[cell] : text.length();
  }

  /** The cell's text. */
  String text(int cell) {
    return source(cell).substring(from(cell), to(cell));
  }

  private boolean isBlankInCell(char c) {
    return c != separator && isBlank(c);
  }

  private static boolean isBlank(char c) {
    return c <= ' ';
  }
}
