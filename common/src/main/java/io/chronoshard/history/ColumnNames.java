package io.chronoshard.history;

import io.chronoshard.config.Nearest;
import io.chronoshard.error.ConfigurationException;
import java.util.List;
import java.util.Locale;

/** Finds columns by name, or by place: {@code #3} is the third. */
final class ColumnNames {

  /** Stands for a column that is not there. */
  static final int NONE = -1;

  private ColumnNames() {}

  /** The column's place, or {@link #NONE}. */
  static int find(String name, List<String> columns) {
    int place = columns.indexOf(name);
    if (place < 0 && name.matches("#[1-9][0-9]{0,8}")) {
      int number = Integer.parseInt(name.substring(1));
      return number <= columns.size() ? number - 1 : NONE;
    }
    return place;
  }

  /**
   * The column's place.
   *
   * @param key what names it, for messages
   * @throws ConfigurationException where it is not there, or there twice
   */
  static int place(String key, String name, List<String> columns, String file) {
    int place = find(name, columns);
    if (place < 0) {
      throw new ConfigurationException(
          String.format(
              Locale.ROOT,
              "%s names \"%s\", which is no column of %s; there are %s",
              key,
              name,
              file,
              Nearest.first(name, columns)));
    }
    if (columns.get(place).equals(name) && columns.lastIndexOf(name) != place) {
      throw new ConfigurationException(
          String.format(
              Locale.ROOT,
              "%s names \"%s\", and %s has two such columns (%d and %d); rename one, in the files or by history.rename { \"#%d\" = ... }",
              key,
              name,
              file,
              place + 1,
              columns.lastIndexOf(name) + 1,
              place + 1));
    }
    return place;
  }
}
