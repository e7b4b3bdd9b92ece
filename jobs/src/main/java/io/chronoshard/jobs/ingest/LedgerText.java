package io.chronoshard.jobs.ingest;

import io.chronoshard.config.TimeAxis;
import io.chronoshard.grid.History;
import io.chronoshard.grid.Ledger;
import io.chronoshard.grid.Ledger.ChannelAccount;
import io.chronoshard.grid.Ledger.Gap;
import io.chronoshard.grid.Ledger.Rows;
import io.chronoshard.grid.Ledger.SeriesAccount;
import io.chronoshard.grid.StepTimes;
import io.chronoshard.jobs.cli.TextTable;
import java.time.Instant;
import java.util.List;

/** A table and its ledger as a terminal shows them. */
record LedgerText(String table, History history, Ledger ledger) {

  /** Series that are shown at most; the ledger's file has all. */
  private static final int SHOWN_SERIES = 20;

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    text.append(series()).append("\n\n").append(channels()).append("\n\n");
    text.append(gaps()).append('\n');
    text.append("in ").append(table).append(", fingerprint ").append(history.fingerprint());
    return text.toString();
  }

  private String series() {
    TextTable rows =
        new TextTable(
            "series",
            " rows read",
            " kept",
            " repeated",
            " conflicting",
            " combined",
            " steps",
            " unknown");
    List<SeriesAccount> all = ledger.series();
    all.stream().limit(SHOWN_SERIES).forEach(one -> row(rows, one));
    if (all.size() > SHOWN_SERIES) {
      row(
          rows,
          sum(
              "and " + (all.size() - SHOWN_SERIES) + " more",
              all.subList(SHOWN_SERIES, all.size())));
    }
    if (all.size() > 1) {
      row(rows, sum("all", all));
    }
    return rows.toString();
  }

  private static SeriesAccount sum(String name, List<SeriesAccount> accounts) {
    Rows rows = Rows.NONE;
    long steps = 0;
    long unknown = 0;
    for (SeriesAccount account : accounts) {
      rows = rows.plus(account.rows());
      steps += account.steps();
      unknown += account.unknownSteps();
    }
    return new SeriesAccount(name, rows, steps, unknown);
  }

  private static void row(TextTable table, SeriesAccount account) {
    Rows rows = account.rows();
    table.row(
        account.series(),
        String.valueOf(rows.read()),
        String.valueOf(rows.kept()),
        String.valueOf(rows.repeated()),
        String.valueOf(rows.conflicting()),
        String.valueOf(rows.combined()),
        String.valueOf(account.steps()),
        String.valueOf(account.unknownSteps()));
  }

  private String channels() {
    TextTable rows =
        new TextTable("channel", " missing in rows", " steps known", " filled", " unknown");
    for (ChannelAccount channel : ledger.channels()) {
      rows.row(
          channel.channel(),
          String.valueOf(channel.missing()),
          String.valueOf(channel.known()),
          String.valueOf(channel.filled()),
          String.valueOf(channel.unknown()));
    }
    return rows.toString();
  }

  private String gaps() {
    if (ledger.gapCount() == 0) {
      return "no gaps";
    }
    Gap longest = ledger.gaps().get(0);
    return (ledger.gapCount() == 1 ? "1 gap" : ledger.gapCount() + " gaps, the longest")
        + " of "
        + length(longest)
        + (ledger.series().size() > 1 ? " in series " + longest.series() : "")
        + ": "
        + place(longest);
  }

  private String length(Gap gap) {
    TimeAxis axis = history.axis();
    return !axis.hasClock()
        ? axis.text(gap.steps())
        : gap.steps() + (gap.steps() == 1 ? " step, " : " steps, ") + axis.text(gap.steps());
  }

  /** The first and the last step without a reading. */
  private String place(Gap gap) {
    if (!history.axis().hasClock()) {
      return history.axis().counted() + " " + gap.fromStep() + " to " + (gap.toStep() - 1);
    }
    StepTimes times = StepTimes.of(history.axis());
    return Instant.ofEpochMilli(times.millis(gap.fromStep()))
        + " to "
        + Instant.ofEpochMilli(times.millis(gap.toStep() - 1));
  }
}
