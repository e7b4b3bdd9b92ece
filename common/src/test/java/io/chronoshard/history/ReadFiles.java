package io.chronoshard.history;

import io.chronoshard.config.Configuration;
import io.chronoshard.config.ConfigurationReader;
import io.chronoshard.hadoop.HadoopDefaults;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Files as plain Java reads them, row by row. */
record ReadFiles(HistoryFiles files, List<String> rows, BadRows bad, long unread) {

  static ReadFiles of(String... sets) {
    return of(Long.MAX_VALUE, sets);
  }

  /** Reads pieces of so many bytes. */
  static ReadFiles of(long pieceBytes, String... sets) {
    HistoryFiles files = open(sets);
    List<String> rows = new ArrayList<>();
    BadRows bad = BadRows.NONE;
    long unread = 0;
    Iterator<Readings> batches = files.read(files.pieces(pieceBytes));
    while (batches.hasNext()) {
      Readings batch = batches.next();
      for (int row = 0; row < batch.rows(); row++) {
        rows.add(row(batch, row));
      }
      bad = bad.plus(batch.badRows());
      unread += batch.unread();
    }
    return new ReadFiles(files, rows, bad, unread);
  }

  static HistoryFiles open(String... sets) {
    Configuration settings = ConfigurationReader.read(Optional.empty(), Arrays.asList(sets));
    org.apache.hadoop.conf.Configuration hadoop = HadoopDefaults.copy();
    return HistoryFiles.open(
        HistoryFiles.list(settings.history(), hadoop),
        settings.history(),
        settings.grid().index(),
        hadoop);
  }

  /** {@code series@time: values}, categories by their texts. */
  static String row(Readings batch, int row) {
    List<String> values = new ArrayList<>();
    for (int i = 0; i < batch.width(); i++) {
      float value = batch.values()[row * batch.width() + i];
      values.add(
          batch.categories().containsKey(i) && !Float.isNaN(value)
              ? batch.categories().get(i).get((int) value)
              : String.valueOf(value));
    }
    return String.format(
        Locale.ROOT,
        "%s@%d: %s",
        batch.seriesNames().get(batch.series()[row]),
        batch.times()[row],
        String.join(" ", values));
  }

  /** Lines of rows that cannot be read, and why. */
  List<String> told() {
    return files.lines().unreadable(bad).stream()
        .map(row -> row.file().substring(row.file().lastIndexOf('/') + 1) + " " + row.place())
        .toList();
  }
}
