package io.chronoshard.grid;

import io.chronoshard.config.LimitSettings;
import io.chronoshard.grid.Ledger.FileAccount;
import io.chronoshard.grid.Ledger.Gap;
import io.chronoshard.grid.Ledger.SeriesAccount;
import io.chronoshard.grid.RangeAccount.GapShare;
import io.chronoshard.history.HistoryFiles;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was made of rows.
 *
 * @param history what the table holds
 * @param ledger what became of every row, value and step
 */
public record GridResult(History history, Ledger ledger) {

  /**
   * Adds up the accounts of all ranges.
   *
   * @param accounts in the ranges' order
   * @throws io.chronoshard.error.DataException where a limit is exceeded
   */
  static GridResult of(
      History planned,
      RowScan scan,
      List<RangeAccount> accounts,
      HistoryFiles files,
      LimitSettings settings) {
    CellHash hash = CellHash.NONE;
    for (RangeAccount account : accounts) {
      hash = hash.plus(account.hash());
    }
    Limits limits = new Limits(settings, planned.axis());
    SeriesSums series = new SeriesSums(planned, limits);
    FileSums ofFiles = new FileSums(scan, limits);
    for (RangeAccount account : accounts) {
      series.add(account);
      ofFiles.add(account);
    }
    List<FileAccount> fileAccounts = ofFiles.accounts(files.files());
    GapList gaps = gaps(accounts);
    List<SeriesAccount> seriesAccounts = series.accounts(ofFiles.rows());
    Ledger ledger =
        new Ledger(
            ofFiles.rows(),
            fileAccounts,
            files.files().size(),
            seriesAccounts,
            planned.series().size(),
            series.steps(),
            series.unknownSteps(),
            new ChannelSums(planned, scan, accounts)
                .accounts(series.steps(), series.steps() - series.unknownSteps()),
            files.lines().unreadable(scan.badRows()),
            gaps.longestFirst().stream()
                .map(gap -> Gap.on(planned.axis(), gap.series(), gap.fromStep(), gap.toStep()))
                .toList(),
            gaps.count());
    limits.check(ledger);
    return new GridResult(planned.withFingerprint(hash.fingerprint(planned)), ledger);
  }

  /** Gaps that a range's end has cut in two become one again. */
  private static GapList gaps(List<RangeAccount> accounts) {
    GapList gaps = new GapList();
    @Nullable GapShare open = null;
    for (RangeAccount account : accounts) {
      gaps.add(account.gaps(), account.gapCount());
      for (GapShare cut : account.cutGaps()) {
        if (open != null && open.series().equals(cut.series()) && open.toStep() == cut.fromStep()) {
          open = new GapShare(open.series(), open.fromStep(), cut.toStep());
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
