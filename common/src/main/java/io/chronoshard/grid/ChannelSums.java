package io.chronoshard.grid;

import io.chronoshard.grid.Ledger.ChannelAccount;
import io.chronoshard.grid.Ledger.Values;
import io.chronoshard.grid.Ledger.Variation;
import io.chronoshard.grid.RangeAccount.ChannelShare;
import io.chronoshard.grid.RowScan.ChannelCells;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Adds up what became of each channel's values, and sees that nothing is left over. */
final class ChannelSums {

  private final History history;
  private final RowScan scan;
  private final List<RangeAccount> accounts;

  ChannelSums(History history, RowScan scan, List<RangeAccount> accounts) {
    this.history = history;
    this.scan = scan;
    this.accounts = accounts;
  }

  /**
   * The accounts of all channels.
   *
   * @param steps of all series
   * @param written rows of the table, on each of which the channels that no file holds are known
   */
  List<ChannelAccount> accounts(long steps, long written) {
    List<ChannelAccount> channels = new ArrayList<>();
    for (int i = 0; i < history.channels().size(); i++) {
      String name = history.channels().get(i);
      channels.add(
          i < scan.channels().size()
              ? account(name, scan.channels().get(i), sum(i), steps)
              : new ChannelAccount(name, Values.NONE, written, 0, steps - written));
    }
    return channels;
  }

  private ChannelShare sum(int channel) {
    ChannelShare sum = accounts.get(0).channels().get(channel);
    for (RangeAccount account : accounts.subList(1, accounts.size())) {
      sum = sum.plus(account.channels().get(channel));
    }
    return sum;
  }

  private ChannelAccount account(String name, ChannelCells cells, ChannelShare sum, long steps) {
    Values values =
        new Values(
            scan.rows(),
            cells.missing(),
            scan.rows() - cells.known() - cells.missing() - cells.outOfRange(),
            cells.outOfRange(),
            sum.merged(),
            sum.excluded(),
            sum.counterStarts(),
            sum.counterResets(),
            sum.tooFast(),
            sum.spikes(),
            sum.stuck(),
            sum.combined(),
            sum.undirected(),
            variation(name, cells));
    if (values.left() != sum.known()) {
      throw new IllegalStateException(
          String.format(
              Locale.ROOT,
              "channel %s: %d steps are known where the account of its values leaves %d: %s",
              name,
              sum.known(),
              values.left(),
              values));
    }
    return new ChannelAccount(
        name, values, sum.known(), sum.filled(), steps - sum.known() - sum.filled());
  }

  private Variation variation(String name, ChannelCells cells) {
    if (cells.known() == 0) {
      return Variation.EMPTY;
    }
    // The numbers of texts were those of each batch.
    List<String> texts = history.categories().get(name);
    boolean isConstant = texts == null ? cells.minimum() == cells.maximum() : texts.size() == 1;
    return isConstant ? Variation.CONSTANT : Variation.VARYING;
  }
}
