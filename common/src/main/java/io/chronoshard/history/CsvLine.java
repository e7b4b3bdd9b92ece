package io.chronoshard.history;

import io.chronoshard.config.HistorySettings;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The cells of one line of CSV (RFC 4180, without line breaks in cells), reused from line to line.
 * Blanks around a cell, and around its quotes, do not belong to it.
 */
final class CsvLine extends TextRow {

  private final String separator;

  /** The separator where it is one character. */
  private final char single;

  private final boolean isSingle;
  private final boolean isSpaces;
  private final char quote;
  private final String comment;
  private final int columns;
  private String line = "";
  private int[] from = new int[16];
  private int[] to = new int[16];
  private @Nullable String[] unescaped = new @Nullable String[16];
  private int cells;

  /**
   * For lines of a file.
   *
   * @param columns cells that a line should have
   */
  CsvLine(Dialect dialect, int columns) {
    this.isSpaces = dialect.separator().equals(HistorySettings.SPACES);
    this.separator = isSpaces ? " " : dialect.separator();
    this.isSingle = !isSpaces && separator.length() == 1;
    this.single = separator.charAt(0);
    this.quote = dialect.quote();
    this.comment = dialect.comment();
    this.columns = columns;
  }

  @Override
  boolean isLeftOut(String text) {
    return isBlank(text) || (!comment.isEmpty() && text.startsWith(comment));
  }

  /** Whether a line holds nothing but blanks, and no separator either. */
  private boolean isBlank(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (!isBlank(text.charAt(i)) || (!isSpaces && isSeparator(text, i))) {
        return false;
      }
    }
    return true;
  }

  /** One empty cell more than columns is a separator at the line's end. */
  @Override
  Optional<String> take(String text) {
    int found = split(text);
    if (found == columns || (found == columns + 1 && isEmpty(columns))) {
      return Optional.empty();
    }
    return Optional.of(
        found < 0
            ? "a quote is not closed, or something follows it; mend the file, or set history.csv.quote"
            : String.format(
                Locale.ROOT,
                "the line has %s cells where the file has %s columns; mend the file, or set history.csv.separator and history.csv.quote",
                found,
                columns));
  }

  /**
   * Takes a line apart.
   *
   * @return how many cells it has; -1 where a quote is not closed, or something follows it
   */
  int split(String text) {
    line = text;
    cells = 0;
    int at = isSpaces ? behindBlanks(text, 0) : 0;
    while (true) {
      int start = at;
      while (start < text.length() && isBlankInCell(text, start)) {
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
      at = end + separator.length();
      if (isSpaces) {
        at = behindBlanks(text, end);
        if (at == text.length()) {
          return cells;
        }
      }
    }
  }

  /** Adds a cell without quotes; the place of the separator behind it. */
  private int plain(String text, int start) {
    int end = start;
    if (isSingle) {
      while (end < text.length() && text.charAt(end) != single) {
        end++;
      }
    } else {
      while (end < text.length() && !isSeparator(text, end)) {
        end++;
      }
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
    while (end < text.length() && isBlankInCell(text, end)) {
      end++;
    }
    return end == text.length() || isSeparator(text, end) ? end : -1;
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

  boolean isEmpty(int cell) {
    return from(cell) == to(cell);
  }

  @Override
  public Kind kind(int cell) {
    return Kind.TEXT;
  }

  @Override
  public String source(int cell) {
    String text = unescaped[cell];
    return text == null ? line : text;
  }

  @Override
  public int from(int cell) {
    return unescaped[cell] == null ? from[cell] : 0;
  }

  @Override
  public int to(int cell) {
    String text = unescaped[cell];
    return text == null ? to[cell] : text.length();
  }

  private boolean isSeparator(String text, int at) {
    if (isSingle) {
      return text.charAt(at) == single;
    }
    return isSpaces ? isBlank(text.charAt(at)) : text.startsWith(separator, at);
  }

  private boolean isBlankInCell(String text, int at) {
    return isBlank(text.charAt(at)) && !isSeparator(text, at);
  }

  private static int behindBlanks(String text, int from) {
    int at = from;
    while (at < text.length() && isBlank(text.charAt(at))) {
      at++;
    }
    return at;
  }

  private static boolean isBlank(char c) {
    return c <= ' ';
  }
}
