package io.chronoshard.grid;

import io.chronoshard.grid.History.SeriesExtent;
import io.chronoshard.grid.Ledger.Rows;
import io.chronoshard.grid.Ledger.SeriesAccount;
import io.chronoshard.grid.RangeAccount.SeriesShare;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Adds up the shares of series, which come in their order, and keeps no more of them than a ledger
 * lists.
 */
final class SeriesSums {

  private final History history;
  private final Limits limits;
  private final List<SeriesAccount> listed = new ArrayList<>();
  private Rows rows = Rows.NONE;
  private long steps;
  private long unknownSteps;

  // The series at hand.
  private int place = -1;
  private Rows rowsOfIt = Rows.NONE;
  private long unknownOfIt;

  SeriesSums(History history, Limits limits) {
    this.history = history;
    this.limits = limits;
  }

  /** Adds the next range. */
  void add(RangeAccount account) {
    for (SeriesShare share : account.series()) {
      if (share.series() != place) {
        close();
        place = share.series();
      }
      rowsOfIt = rowsOfIt.plus(share.rows());
      unknownOfIt += share.unknownSteps();
    }
  }

  private void close() {
    if (place < 0) {
      return;
    }
    SeriesExtent extent = history.series().get(place);
    SeriesAccount account = new SeriesAccount(extent.name(), rowsOfIt, extent.steps(), unknownOfIt);
    limits.offer(account);
    if (listed.size() < Ledger.LISTED) {
      listed.add(account);
    }
    rows = rows.plus(rowsOfIt);
    steps += extent.steps();
    unknownSteps += unknownOfIt;
    rowsOfIt = Rows.NONE;
    unknownOfIt = 0;
  }

  /** The accounts, once all ranges were added. */
  List<SeriesAccount> accounts(Rows ofFiles) {
    close();
    place = -1;
    if (!rows.withOthers(ofFiles.unparsable(), ofFiles.unread()).equals(ofFiles)) {
      throw new IllegalStateException(
          String.format(Locale.ROOT, "rows of all series are %s, of all files %s", rows, ofFiles));
    }
    return listed;
  }

  /** Steps of all series. */
  long steps() {
    return steps;
  }

  /** Steps of which nothing is known. */
  long unknownSteps() {
    return unknownSteps;
  }
}
