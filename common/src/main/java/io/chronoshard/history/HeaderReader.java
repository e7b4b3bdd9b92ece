package io.chronoshard.history;

import io.chronoshard.config.HistorySettings;
import io.chronoshard.error.DataException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.hadoop.conf.Configuration;

/** Reads the names of a file's columns. */
final class HeaderReader {

  private final HistorySettings.Csv csv;
  private final Configuration hadoop;

  HeaderReader(HistorySettings settings, Configuration hadoop) {
    this.csv = settings.csv();
    this.hadoop = hadoop;
  }

  /**
   * Names from the first line that is not blank; {@code c1, c2, ...} where files have no header;
   * none where a file holds no line.
   */
  List<String> columns(String path) {
    CsvLine cells = new CsvLine(csv.separator().charAt(0), csv.quote());
    try (TextFile text = TextFile.open(path, csv.charset(), hadoop)) {
      String line = text.next();
      while (line != null && cells.isBlank(line)) {
        line = text.next();
      }
      if (line == null) {
        return List.of();
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
      List<String> names = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        names.add(csv.header() ? cells.text(i) : "c" + (i + 1));
      }
      return names;
    }
  }
}
