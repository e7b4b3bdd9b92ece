package io.chronoshard.history;

import io.chronoshard.config.HistorySettings;
import io.chronoshard.error.DataException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.hadoop.conf.Configuration;

/** Reads how many steps series live on behind their last one: a whole number a line. */
final class LifeFile {

  private LifeFile() {}

  /**
   * The numbers, in the file's order.
   *
   * @param settings whose character set the file has
   * @throws DataException where a line is none
   */
  static List<Long> read(String path, HistorySettings settings, Configuration hadoop) {
    List<Long> numbers = new ArrayList<>();
    try (TextFile text = TextFile.open(path, Dialect.ofTable(settings), hadoop)) {
      String line;
      while ((line = text.next()) != null) {
        if (!line.isBlank()) {
          numbers.add(number(line.strip(), path, text.line()));
        }
      }
    }
    return numbers;
  }

  private static long number(String text, String path, long line) {
    try {
      long number = Long.parseLong(text);
      if (number >= 0) {
        return number;
      }
    } catch (NumberFormatException e) {
      // told below
    }
    throw new DataException(
        String.format(
            Locale.ROOT,
            "%s, line %d (history.remaining-life.input): \"%s\" is no whole number of steps from 0; mend the file",
            path,
            line,
            text));
  }
}
