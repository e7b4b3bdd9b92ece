package io.chronoshard.grid;

import io.chronoshard.grid.Ledger.FileAccount;
import io.chronoshard.grid.Ledger.Rows;
import io.chronoshard.grid.RangeAccount.FileShare;
import io.chronoshard.grid.RowScan.FileRows;
import io.chronoshard.history.InputFile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Adds up the shares of files, and compares them with what was read. */
final class FileSums {

  private final RowScan scan;
  private final Limits limits;
  private final Map<Integer, Rows> sums = new HashMap<>();
  private Rows rows = Rows.NONE;

  FileSums(RowScan scan, Limits limits) {
    this.scan = scan;
    this.limits = limits;
    scan.files()
        .forEach((file, read) -> add(file, Rows.NONE.withOthers(read.badRows(), read.unread())));
  }

  /** Adds a range. */
  void add(RangeAccount account) {
    for (FileShare share : account.files()) {
      add(share.file(), share.rows());
    }
  }

  private void add(int file, Rows more) {
    sums.merge(file, more, Rows::plus);
    rows = rows.plus(more);
  }

  /** Rows of all files. */
  Rows rows() {
    return rows;
  }

  /** The accounts of the first files, once all ranges were added. */
  List<FileAccount> accounts(List<InputFile> files) {
    List<FileAccount> listed = new ArrayList<>();
    for (int i = 0; i < files.size(); i++) {
      Rows ofIt = sums.getOrDefault(i, Rows.NONE);
      FileRows read = scan.files().get(i);
      long expected = read == null ? 0 : read.rows() + read.badRows() + read.unread();
      if (ofIt.read() != expected) {
        throw new IllegalStateException(
            String.format(
                Locale.ROOT,
                "%d rows of %s were read, and %d accounted for",
                expected,
                files.get(i).path(),
                ofIt.read()));
      }
      FileAccount account = new FileAccount(files.get(i).path(), ofIt);
      limits.offer(account);
      if (listed.size() < Ledger.LISTED) {
        listed.add(account);
      }
    }
    return listed;
  }
}
