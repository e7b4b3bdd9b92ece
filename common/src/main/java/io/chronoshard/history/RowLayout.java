package io.chronoshard.history;

import io.chronoshard.config.HistorySettings;
import io.chronoshard.config.Nearest;
import io.chronoshard.error.ConfigurationException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Where a file's rows hold what is read.
 *
 * @param columns names of all columns, in the file's order
 * @param time the column of the time; -1 where rows have none
 * @param series the column of the series' name; -1 where there is a single series
 * @param channels the column of each channel, in the history's order
 */
public record RowLayout(List<String> columns, int time, int series, int[] channels) {

  /** Stands for a column that is not there because nobody reads it. */
  static final int NONE = -1;

  /** Copies the names. */
  public RowLayout {
    columns = List.copyOf(columns);
  }

  /**
   * Finds the columns of a file.
   *
   * @param columns names from its header, with no blanks around them
   * @param channels names of the history's channels
   * @throws ConfigurationException where one is not there, or there twice
   */
  static RowLayout of(
      List<String> columns, HistorySettings settings, List<String> channels, String file) {
    int[] places = new int[channels.size()];
    for (int i = 0; i < places.length; i++) {
      places[i] = place("history.channels", channels.get(i), columns, file);
    }
    return new RowLayout(
        columns,
        optional("history.time.column", settings.time().column(), columns, file),
        optional("history.series.column", settings.series().column(), columns, file),
        places);
  }

  /** The columns that are neither time nor series, as channels of the history. */
  static List<String> channels(List<String> columns, HistorySettings settings, String file) {
    List<String> channels = new ArrayList<>(columns);
    for (String other : List.of(settings.time().column(), settings.series().column())) {
      if (!other.isEmpty()) {
        channels.removeIf(other::equals);
      }
    }
    if (channels.contains("")) {
      throw new ConfigurationException(
          String.format(
              Locale.ROOT,
              "history.channels = []: column %d of %s has no name; name the channels to read, of %s",
              columns.indexOf("") + 1,
              file,
              columns));
    }
    return channels;
  }

  private static int optional(String key, String name, List<String> columns, String file) {
    return name.isEmpty() ? NONE : place(key, name, columns, file);
  }

  private static int place(String key, String name, List<String> columns, String file) {
    int place = columns.indexOf(name);
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
    if (columns.lastIndexOf(name) != place) {
      throw new ConfigurationException(
          String.format(
              Locale.ROOT,
              "%s names \"%s\", and %s has two such columns (%d and %d); rename one",
              key,
              name,
              file,
              place + 1,
              columns.lastIndexOf(name) + 1));
    }
    return place;
  }
}
