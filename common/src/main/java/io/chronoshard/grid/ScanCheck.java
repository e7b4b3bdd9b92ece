package io.chronoshard.grid;

import io.chronoshard.config.HistorySettings;
import io.chronoshard.config.LimitSettings;
import io.chronoshard.error.DataException;
import io.chronoshard.history.BadRow;
import io.chronoshard.history.HistoryFiles;
import java.util.List;
import java.util.Locale;

/** Sees whether scanned rows make a history. */
final class ScanCheck {

  private ScanCheck() {}

  /**
   * Sees to it.
   *
   * @throws DataException where a file is damaged, more rows cannot be read than the limit allows,
   *     there is none, or no channel has a value
   */
  static void require(RowScan scan, HistoryFiles files, HistorySettings settings) {
    BadRow damage = scan.damage();
    if (damage != null) {
      throw files.lines().failure(damage);
    }
    checkReadable(scan, files, settings.limits());
    if (settings.isText()) {
      checkFiles(scan, files.files().size());
    }
    if (scan.rows() == 0) {
      throw HistoryFiles.nothingIn(files.files());
    }
    checkKnown(scan, settings.missing());
  }

  /** Of a file of a table nobody sees the begin where its rows lie far behind it, or are none. */
  private static void checkFiles(RowScan scan, int files) {
    long begun = scan.files().values().stream().filter(file -> file.begins() == 1).count();
    if (begun != files) {
      throw new IllegalStateException(
          String.format(Locale.ROOT, "%d of %d files were read", begun, files));
    }
  }

  private static void checkReadable(RowScan scan, HistoryFiles files, LimitSettings limits) {
    long bad = scan.badRows().count();
    long unread = scan.files().values().stream().mapToLong(RowScan.FileRows::unread).sum();
    long rows = bad + unread + scan.rows();
    double limit = limits.of(LimitSettings.Kind.UNPARSABLE);
    if ((double) bad / rows > limit) {
      DataException first = files.lines().failure(scan.badRows());
      throw limit == 0
          ? first
          : new DataException(
              String.format(
                  Locale.ROOT,
                  "%s = %s, and %d of %d rows cannot be read: %s",
                  LimitSettings.Kind.UNPARSABLE.key(),
                  limit,
                  bad,
                  rows,
                  first.getMessage()));
    }
  }

  private static void checkKnown(RowScan scan, List<String> markers) {
    if (scan.channels().stream().allMatch(cells -> cells.known() == 0)) {
      throw new DataException(
          String.format(
              Locale.ROOT,
              "no channel has a value in any of %d rows: each cell holds one of history.missing = %s, or lies outside of its plausible range; mend the files, the markers or the rules",
              scan.rows(),
              markers));
    }
  }
}
