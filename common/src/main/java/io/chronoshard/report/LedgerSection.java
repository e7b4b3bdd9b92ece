package io.chronoshard.report;

import io.chronoshard.grid.Ledger;
import io.chronoshard.grid.Ledger.ChannelAccount;
import io.chronoshard.grid.Ledger.FileAccount;
import io.chronoshard.grid.Ledger.Gap;
import io.chronoshard.grid.Ledger.Rows;
import io.chronoshard.grid.Ledger.SeriesAccount;
import io.chronoshard.report.ReportContents.Account;
import io.chronoshard.report.Table.Cell;
import io.chronoshard.report.Table.Column;
import io.chronoshard.report.Table.Tone;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

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
    if (ledger.fileCount() > 1) {
      html.element("h3", "Files").add(files(ledger).html("files"));
      more(html, ledger.fileCount() - ledger.files().size(), "file");
    }
    if (ledger.seriesCount() > 1) {
      html.element("h3", "Series").add(series(ledger).html("series"));
      more(html, ledger.seriesCount() - ledger.series().size(), "series");
    }
    return html.element("h3", "Gaps: steps without any reading").add(gaps(ledger));
  }

  /** What became of rows. */
  static Html rows(Rows rows) {
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
    if (rows.joined() > 0) {
      line(table, "Joined, other channels of the same time", rows.joined(), rows, Tone.PLAIN);
    }
    if (rows.unparsable() > 0) {
      line(table, "Unparsable, left out", rows.unparsable(), rows, Tone.PLAIN);
    }
    if (rows.unread() > 0) {
      line(table, "Of channels that are not read", rows.unread(), rows, Tone.PLAIN);
    }
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

  private static void more(Html html, long unlisted, String noun) {
    if (unlisted > 0) {
      html.element(
          "p",
          "And " + Numbers.count(unlisted) + " more " + noun + (noun.equals("file") ? "s." : "."));
    }
  }

  private static Table channels(Ledger ledger) {
    List<String> kinds =
        counted(ledger.channels().stream().map(one -> one.values().counts()).toList(), "missing");
    Table table =
        new Table(
            columns(
                "Channel",
                List.of(
                    List.of("Known", "Filled forward", "Unknown", "Unknown, share"),
                    kinds.stream()
                        .map(kind -> kind.equals("missing") ? "Missing markers" : kind)
                        .toList())));
    for (ChannelAccount channel : ledger.channels()) {
      long all = channel.known() + channel.filled() + channel.unknown();
      List<String> cells =
          new ArrayList<>(
              List.of(
                  channel.channel(),
                  Numbers.count(channel.known()),
                  Numbers.count(channel.filled()),
                  Numbers.count(channel.unknown()),
                  Numbers.share((double) channel.unknown() / all)));
      add(cells, channel.values().counts(), kinds);
      table.row(cells.toArray(String[]::new));
    }
    return table;
  }

  private static Table series(Ledger ledger) {
    List<String> kinds = rowKinds(ledger);
    Table table =
        new Table(
            columns(
                "Series", List.of(List.of("Rows read"), kinds, List.of("Steps", "Unknown steps"))));
    for (SeriesAccount series : ledger.series()) {
      List<String> cells = rowCells(series.series(), series.rows(), kinds);
      cells.add(Numbers.count(series.steps()));
      cells.add(Numbers.count(series.unknownSteps()));
      table.row(cells.toArray(String[]::new));
    }
    return table;
  }

  private static Table files(Ledger ledger) {
    List<String> kinds = rowKinds(ledger);
    Table table = new Table(columns("File", List.of(List.of("Rows read"), kinds)));
    for (FileAccount file : ledger.files()) {
      table.row(rowCells(file.file(), file.rows(), kinds).toArray(String[]::new));
    }
    return table;
  }

  private static List<String> rowKinds(Ledger ledger) {
    return counted(List.of(ledger.rows().counts()), "kept", "repeated", "conflicting", "combined");
  }

  private static List<String> rowCells(String name, Rows rows, List<String> kinds) {
    List<String> cells = new ArrayList<>(List.of(name, Numbers.count(rows.read())));
    add(cells, rows.counts(), kinds);
    return cells;
  }

  /** The kinds that were counted anywhere, and those that are always shown. */
  private static List<String> counted(List<Map<String, Long>> counts, String... always) {
    List<String> kinds =
        new ArrayList<>(counts.isEmpty() ? List.of(always) : counts.get(0).keySet());
    kinds.removeIf(
        kind ->
            !List.of(always).contains(kind)
                && counts.stream().allMatch(one -> one.getOrDefault(kind, 0L) == 0));
    return kinds;
  }

  private static void add(List<String> cells, Map<String, Long> counts, List<String> kinds) {
    kinds.forEach(kind -> cells.add(Numbers.count(counts.getOrDefault(kind, 0L))));
  }

  private static Column[] columns(String name, List<List<String>> numbers) {
    List<Column> columns = new ArrayList<>(List.of(Column.name(name)));
    numbers.forEach(some -> some.forEach(number -> columns.add(Column.number(capital(number)))));
    return columns.toArray(Column[]::new);
  }

  private static String capital(String text) {
    return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
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
