package io.chronoshard.report;

import io.chronoshard.config.TimeAxis;
import io.chronoshard.grid.Ledger;
import io.chronoshard.grid.Ledger.ChannelAccount;
import io.chronoshard.grid.Ledger.Gap;
import io.chronoshard.grid.Ledger.Rows;
import io.chronoshard.grid.Ledger.SeriesAccount;
import java.util.ArrayList;
import java.util.List;

/** What became of the rows of ten-minute readings of two years. */
final class LedgerExamples {

  private LedgerExamples() {}

  static Ledger of(List<String> series) {
    List<SeriesAccount> accounts = new ArrayList<>();
    Rows one = new Rows(104_402, 103_312, 0, 1_044, 31, 15, 0, 0, 0);
    Rows all = Rows.NONE;
    for (String name : series) {
      accounts.add(new SeriesAccount(name, one, 105_120, 1_808));
      all = all.plus(one);
    }
    List<ChannelAccount> channels = new ArrayList<>();
    for (String channel : List.of("temperature", "pressure", "humidity", "wind speed", "rain")) {
      long unknown = 200L + channel.length() * 31L;
      channels.add(
          new ChannelAccount(
              channel,
              new Ledger.Values(
                  104_402, 517, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, Ledger.Variation.VARYING),
              103_312 - unknown,
              1_300,
              508 + unknown));
    }
    List<Gap> gaps = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      gaps.add(
          Gap.on(
              TimeAxis.clock(ReportExamples.STEP),
              series.get(i % series.size()),
              ReportExamples.FROM + 777 * (i + 1L),
              ReportExamples.FROM + 777 * (i + 1L) + 72 - i));
    }
    return new Ledger(
        all,
        List.of(),
        1,
        accounts,
        accounts.size(),
        105_120L * accounts.size(),
        1_808L * accounts.size(),
        channels,
        List.of(),
        gaps,
        53);
  }
}
