package io.chronoshard.history;

import io.chronoshard.error.DataException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;

/**
 * Finds the lines to tell of: those that cannot be read, and those of readings that must not be. No
 * row keeps its line, so that text files are read once more.
 */
public final class LineFinder {

  private final List<InputFile> files;
  private final RowFormat format;
  private final Configuration hadoop;

  LineFinder(List<InputFile> files, RowFormat format, Configuration hadoop) {
    this.files = files;
    this.format = format;
    this.hadoop = hadoop;
  }

  /** What to tell of a file that cannot be read to its end. */
  public DataException failure(BadRow damage) {
    String path = path(damage.file());
    return new DataException(
        damage.problem().startsWith(path)
            ? damage.problem()
            : path + ": the file is damaged or cut off (" + damage.problem() + "); bring it again");
  }

  /** What to tell of rows that cannot be read. */
  public DataException failure(BadRows bad) {
    return new DataException(
        unreadable(bad).get(0).told()
            + (bad.count() == 1
                ? ""
                : String.format(
                    Locale.ROOT, "; it is the first of %d rows that cannot be read", bad.count())));
  }

  /** The first rows that cannot be read; text files are read once more to find the lines. */
  public List<UnreadableRow> unreadable(BadRows bad) {
    if (format.dialect().text() == Dialect.Text.NONE) {
      return bad.first().stream()
          .map(row -> UnreadableRow.ofTable(path(row.file()), row.position(), row.problem()))
          .toList();
    }
    Map<Integer, Integer> wanted = new TreeMap<>();
    bad.first().forEach(row -> wanted.merge(row.file(), 1, Integer::sum));
    List<UnreadableRow> rows = new ArrayList<>();
    wanted.forEach((file, count) -> addUnreadable(file, count, rows));
    return rows;
  }

  private void addUnreadable(int file, int count, List<UnreadableRow> rows) {
    ReadingsBuilder builder = new ReadingsBuilder(format);
    int all = rows.size() + count;
    builder.begin(Piece.whole(file));
    try (TextFile text = TextFile.open(path(file), format.dialect(), hadoop)) {
      String line;
      while (rows.size() < all && (line = text.next()) != null) {
        if (text.isTooLong()) {
          builder.refuse(TextFile.tooLong());
        } else {
          builder.add(line);
        }
        if (builder.badRows() > 0) {
          rows.add(
              new UnreadableRow(
                  path(file), "line " + text.line(), RowParser.shown(line), builder.problem()));
        }
        var unused = builder.build();
      }
    }
  }

  /**
   * A file and the line in it that holds a row of a series and time.
   *
   * @param row values that the row must have; NaN where it may have any
   * @param texts those of categories, by the places of their channels
   */
  public String place(int file, String series, long time, float[] row, Map<Integer, String> texts) {
    if (format.dialect().text() == Dialect.Text.NONE) {
      return path(file);
    }
    ReadingsBuilder builder = new ReadingsBuilder(format);
    builder.begin(Piece.whole(file));
    try (TextFile text = TextFile.open(path(file), format.dialect(), hadoop)) {
      String line;
      while ((line = text.next()) != null) {
        if (!text.isTooLong()) {
          builder.add(line);
        }
        Readings read = builder.build();
        if (read.rows() == 1
            && read.times()[0] == time
            && read.seriesNames().get(0).equals(series)
            && isSame(read, row, texts)) {
          return path(file) + ", line " + text.line();
        }
      }
    }
    return path(file);
  }

  /** Numbers of categories mean something else in each batch. */
  private static boolean isSame(Readings read, float[] row, Map<Integer, String> texts) {
    for (int i = 0; i < row.length; i++) {
      float value = read.values()[i];
      List<String> ofBatch = read.categories().get(i);
      boolean isSame =
          (ofBatch == null || Float.isNaN(value))
              ? Float.compare(value, row[i]) == 0
              : ofBatch.get((int) value).equals(texts.get(i));
      if (!isSame && !Float.isNaN(row[i])) {
        return false;
      }
    }
    return true;
  }

  private String path(int file) {
    return files.get(file).path();
  }
}
