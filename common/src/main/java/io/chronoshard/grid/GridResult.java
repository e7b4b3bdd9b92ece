package io.chronoshard.grid;

import io.chronoshard.grid.Ledger.ChannelAccount;
import io.chronoshard.grid.Ledger.Gap;
import io.chronoshard.grid.Ledger.Rows;
import io.chronoshard.grid.Ledger.SeriesAccount;
import io.chronoshard.grid.RangeAccount.SeriesShare;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What was made of rows.
 *
 * @param history what the table holds
 * @param ledger what became of every row and step
 */
public record GridResult(History history, Ledger ledger) {

  /**
   * Adds up the accounts of all ranges.
   *
   * @param accounts in the ranges' order
   */
  static GridResult of(History planned, RowScan scan, List<RangeAccount> accounts) {
    CellHash hash = CellHash.NONE;
    for (RangeAccount account : accounts) {
      hash = hash.plus(account.hash());
    }
    List<SeriesAccount> series = series(planned, accounts);
    Rows rows = Rows.NONE;
    long steps = 0;
    for (SeriesAccount one : series) {
      rows = rows.plus(one.rows());
      steps += one.steps();
    }
    if (rows.read() != scan.rows()) {
      throw new IllegalStateException(
          String.format(
              Locale.ROOT, "%d rows were read, and %d accounted for", scan.rows(), rows.read()));
    }
    GapList gaps = gaps(accounts);
    Ledger ledger =
        new Ledger(
            rows,
            series,
            channels(planned, scan, accounts, steps),
            gaps.longestFirst(),
            gaps.count());
    return new GridResult(planned.withFingerprint(hash.fingerprint(planned)), ledger);
  }

  private static List<SeriesAccount> series(History planned, List<RangeAccount> accounts) {
    List<SeriesAccount> sums = new ArrayList<>();
    planned
        .series()
        .forEach(
            extent -> sums.add(new SeriesAccount(extent.name(), Rows.NONE, extent.steps(), 0)));
    for (RangeAccount account : accounts) {
      for (SeriesShare share : account.series()) {
        SeriesAccount sum = sums.get(share.series());
        sums.set(
            share.series(),
            new SeriesAccount(
                sum.series(),
                sum.rows().plus(share.rows()),
                sum.steps(),
                sum.unknownSteps() + share.unknownSteps()));
      }
    }
    return sums;
  }

  private static List<ChannelAccount> channels(
      History planned, RowScan scan, List<RangeAccount> accounts, long steps) {
    List<ChannelAccount> channels = new ArrayList<>();
    for (int i = 0; i < planned.channels().size(); i++) {
      long known = 0;
      long filled = 0;
      for (RangeAccount account : accounts) {
        known += account.known().get(i);
        filled += account.filled().get(i);
      }
      channels.add(
          new ChannelAccount(
              planned.channels().get(i),
              scan.channels().get(i).missing(),
              known,
              filled,
              steps - known - filled));
    }
    return channels;
  }

  /** Gaps that a range's end has cut in two become one again. */
  private static GapList gaps(List<RangeAccount> accounts) {
    GapList gaps = new GapList();
    @Nullable Gap open = null;
    for (RangeAccount account : accounts) {
      gaps.add(account.gaps(), account.gapCount());
      for (Gap cut : account.cutGaps()) {
        if (open != null && open.series().equals(cut.series()) && open.toStep() == cut.fromStep()) {
          open = new Gap(open.series(), open.fromStep(), cut.toStep());
        } else {
          if (open != null) {
            gaps.add(open);
          }
          open = cut;
        }
      }
    }
    if (open != null) {
      gaps.add(open);
    }
    return gaps;
  }
}
