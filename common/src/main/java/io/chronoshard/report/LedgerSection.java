package io.chronoshard.report;

import io.chronoshard.grid.Ledger;
import io.chronoshard.grid.Ledger.ChannelAccount;
import io.chronoshard.grid.Ledger.Gap;
import io.chronoshard.grid.Ledger.Rows;
import io.chronoshard.grid.Ledger.SeriesAccount;
import io.chronoshard.report.ReportContents.Account;
import io.chronoshard.report.Table.Cell;
import io.chronoshard.report.Table.Column;
import io.chronoshard.report.Table.Tone;
import java.util.List;

/** What became of every row read and of every step of the grid. */
final class LedgerSection {

  private final Account account;
  private final StepText steps;

  LedgerSection(ReportContents contents) {
    account = contents.account();
    steps = contents.steps();
  }

  Html html() {
    if (account instanceof Account.Known known) {
      return html(known.ledger());
    }
    if (account instanceof Account.LeftOut leftOut) {
      return new Html().element("p", leftOut.reason(), "class", "note");
    }
    throw new IllegalStateException("no account: " + account);
  }

  private Html html(Ledger ledger) {
    Html html =
        new Html()
            .element("h3", "Rows read")
            .add(rows(ledger.rows()))
            .element("h3", "Channels, over all steps of the grid")
            .add(channels(ledger).html("channels"));
    if (ledger.series().size() > 1) {
      html.element("h3", "Series").add(series(ledger).html("series"));
    }
    return html.element("h3", "Gaps: steps without any reading").add(gaps(ledger));
  }

  private static Html rows(Rows rows) {
    Table table = new Table(Column.name(""), Column.number("Rows"), Column.number("Share"));
    line(table, "Kept, one per step", rows.kept(), rows, Tone.PLAIN);
    line(table, "Repeated, equal to another row", rows.repeated(), rows, Tone.PLAIN);
    line(
        table,
        "Conflicting, merged with a row of the same time",
        rows.conflicting(),
        rows,
        Tone.PLAIN);
    line(table, "Combined, with a row of the same step", rows.combined(), rows, Tone.PLAIN);
    line(table, "Read", rows.read(), rows, Tone.TOTAL);
    return table.html();
  }

  private static void line(Table table, String name, long count, Rows rows, Tone tone) {
    table.row(
        List.of(
            new Cell(name, tone),
            new Cell(Numbers.count(count), tone),
            new Cell(Numbers.share((double) count / rows.read()), tone)));
  }

  private static Table channels(Ledger ledger) {
    Table table =
        new Table(
            Column.name("Channel"),
            Column.number("Known"),
            Column.number("Filled forward"),
            Column.number("Unknown"),
            Column.number("Unknown, share"),
            Column.number("Missing markers"));
    for (ChannelAccount channel : ledger.channels()) {
      long all = channel.known() + channel.filled() + channel.unknown();
      table.row(
          channel.channel(),
          Numbers.count(channel.known()),
          Numbers.count(channel.filled()),
          Numbers.count(channel.unknown()),
          Numbers.share((double) channel.unknown() / all),
          Numbers.count(channel.missing()));
    }
    return table;
  }

  private static Table series(Ledger ledger) {
    Table table =
        new Table(
            Column.name("Series"),
            Column.number("Rows read"),
            Column.number("Kept"),
            Column.number("Repeated"),
            Column.number("Conflicting"),
            Column.number("Combined"),
            Column.number("Steps"),
            Column.number("Unknown steps"));
    for (SeriesAccount series : ledger.series()) {
      table.row(
          series.series(),
          Numbers.count(series.rows().read()),
          Numbers.count(series.rows().kept()),
          Numbers.count(series.rows().repeated()),
          Numbers.count(series.rows().conflicting()),
          Numbers.count(series.rows().combined()),
          Numbers.count(series.steps()),
          Numbers.count(series.unknownSteps()));
    }
    return table;
  }

  private Html gaps(Ledger ledger) {
    if (ledger.gapCount() == 0) {
      return new Html().element("p", "No step is without a reading.");
    }
    Html html = new Html();
    if (ledger.gapCount() > ledger.gaps().size()) {
      html.element(
          "p",
          "The longest "
              + Numbers.count(ledger.gaps().size())
              + " of "
              + Numbers.count(ledger.gapCount(), "gap")
              + ".");
    }
    Table table =
        new Table(
            Column.text(steps.isClock() ? "First step without (UTC)" : "First step without"),
            Column.text("Next reading"),
            Column.name("Series"),
            Column.number("Steps"),
            Column.number("Length"));
    for (Gap gap : ledger.gaps()) {
      table.row(
          steps.time(gap.fromStep()),
          steps.time(gap.toStep()),
          gap.series(),
          Numbers.count(gap.steps()),
          steps.span(gap.steps()));
    }
    return html.add(table.html("gaps"));
  }
}
