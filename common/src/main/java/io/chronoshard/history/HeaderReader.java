package io.chronoshard.history;

import io.chronoshard.error.DataException;
import io.chronoshard.history.Dialect.FirstLine;
import io.chronoshard.history.Dialect.Text;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.jspecify.annotations.Nullable;

/** Reads the names of a text file's columns. */
final class HeaderReader implements FileLayouts.Headers {

  /** Rows that are looked at, to see what columns there are. */
  private static final int SEEN_ROWS = 200;

  /** Characters that are looked at, to see whether a file is damaged: a block of any codec. */
  private static final long CHECKED = 1L << 26;

  private final Dialect dialect;
  private final Configuration hadoop;

  HeaderReader(Dialect dialect, Configuration hadoop) {
    this.dialect = dialect;
    this.hadoop = hadoop;
  }

  /**
   * What a file begins with.
   *
   * @param columns names of its columns; none where it holds no line
   * @param to where its rows begin, at the latest
   */
  record Header(List<String> columns, long to) {}

  /**
   * Names from the first line that is not left out; {@code c1, c2, ...} where files have no header;
   * the fields of the first objects of JSON.
   */
  @Override
  public Header of(InputFile file) {
    String path = file.path();
    try (TextFile text = TextFile.open(path, dialect, hadoop)) {
      for (int i = 0; i < dialect.skipLines(); i++) {
        text.next();
      }
      return dialect.text() == Text.JSON ? fields(path, text) : cells(path, text);
    }
  }

  /** Damage of a compressed file shows behind its first lines, if at all. */
  @Override
  public void requireUndamaged(InputFile file) {
    if (TextFile.isWhole(file.path(), dialect, hadoop)) {
      try (TextFile text = TextFile.open(file.path(), dialect, hadoop)) {
        String line = "";
        while (line != null && text.position() < CHECKED) {
          line = text.next();
        }
      }
    }
  }

  private Header cells(String path, TextFile text) {
    CsvLine cells = new CsvLine(dialect, 0);
    String line = next(path, text, cells);
    if (line == null) {
      return new Header(List.of(), 0);
    }
    int count = cells.split(line);
    if (count < 0) {
      throw new DataException(
          String.format(
              Locale.ROOT,
              "%s, line %d: a quote is not closed, or something follows it; mend the file, or set history.csv.quote",
              path,
              text.line()));
    }
    boolean hasHeader = dialect.firstLine() == FirstLine.HEADER;
    List<String> names = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      names.add(hasHeader ? cells.text(i) : "c" + (i + 1));
    }
    long to = text.position();
    if (count > 1 && cells.isEmpty(count - 1) && !isUsed(count - 1, path, text, cells)) {
      names.remove(count - 1);
    }
    return new Header(names, to);
  }

  /** Whether a row has anything in a column at the end of lines that has no name. */
  private boolean isUsed(int column, String path, TextFile text, CsvLine cells) {
    for (int row = 0; row < SEEN_ROWS; row++) {
      String line = next(path, text, cells);
      if (line == null) {
        return false;
      }
      if (cells.split(line) > column && !cells.isEmpty(column)) {
        return true;
      }
    }
    return false;
  }

  private static @Nullable String next(String path, TextFile text, CsvLine cells) {
    String line = text.next();
    while (line != null && (text.isTooLong() || cells.isLeftOut(line))) {
      if (text.isTooLong()) {
        throw new DataException(
            String.format(Locale.ROOT, "%s, line %d: %s", path, text.line(), TextFile.tooLong()));
      }
      line = text.next();
    }
    return line;
  }

  private static Header fields(String path, TextFile text) {
    Set<String> names = new LinkedHashSet<>();
    Optional<String> problem = Optional.empty();
    long problemLine = 0;
    String line = text.next();
    for (int row = 0; row < SEEN_ROWS && line != null; row++) {
      if (!line.isBlank()) {
        Optional<String> wrong =
            text.isTooLong() ? Optional.of(TextFile.tooLong()) : JsonRow.names(line, names::add);
        problemLine = problem.isEmpty() ? text.line() : problemLine;
        problem = problem.or(() -> wrong);
      }
      line = text.next();
    }
    if (names.isEmpty() && problem.isPresent()) {
      throw new DataException(
          String.format(Locale.ROOT, "%s, line %d: %s", path, problemLine, problem.get()));
    }
    return new Header(List.copyOf(names), 0);
  }
}
