package io.chronoshard.jobs.ingest;

import io.chronoshard.grid.History;
import io.chronoshard.grid.Ledger;
import io.chronoshard.grid.Ledger.ChannelAccount;
import io.chronoshard.grid.Ledger.Gap;
import io.chronoshard.grid.Ledger.Rows;
import io.chronoshard.grid.Ledger.SeriesAccount;
import java.util.LinkedHashMap;
import java.util.Map;

/** A table and its ledger as a terminal shows them. */
record LedgerText(String table, History history, Ledger ledger) {

  /** Files and series that are shown at most; the ledger's file has more. */
  private static final int SHOWN = 20;

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    if (ledger.fileCount() > 1 || ledger.rows().unparsable() > 0) {
      text.append(files()).append("\n\n");
    }
    text.append(series()).append("\n\n").append(channels()).append("\n\n");
    ledger.unreadable().forEach(row -> text.append(row.told()).append('\n'));
    text.append(gaps()).append('\n');
    text.append("in ").append(table).append(", in steps of ").append(history.axis().text());
    return text.append(", fingerprint ").append(history.fingerprint()).toString();
  }

  private String files() {
    CountTable rows = new CountTable("file");
    ledger.files().stream().limit(SHOWN).forEach(one -> rows.row(one.file(), rows(one.rows())));
    if (ledger.fileCount() > 1) {
      rows.row("all " + ledger.fileCount(), rows(ledger.rows()));
    }
    return rows.toString();
  }

  private String series() {
    CountTable rows = new CountTable("series");
    for (SeriesAccount one : ledger.series().subList(0, Math.min(SHOWN, ledger.series().size()))) {
      rows.row(one.series(), series(one.rows(), one.steps(), one.unknownSteps()));
    }
    if (ledger.seriesCount() > 1) {
      Map<String, Long> all = series(ledger.rows(), ledger.steps(), ledger.unknownSteps());
      rows.row("all " + ledger.seriesCount(), all);
    }
    return rows.toString();
  }

  private static Map<String, Long> rows(Rows rows) {
    Map<String, Long> counts = new LinkedHashMap<>();
    counts.put("rows read", rows.read());
    counts.putAll(rows.counts());
    return counts;
  }

  private static Map<String, Long> series(Rows rows, long steps, long unknown) {
    Map<String, Long> counts = rows(rows);
    counts.put("steps", steps);
    counts.put("unknown", unknown);
    return counts;
  }

  private String channels() {
    CountTable rows = new CountTable("channel");
    for (ChannelAccount channel : ledger.channels()) {
      Map<String, Long> counts = new LinkedHashMap<>(channel.values().counts());
      counts.put("steps known", channel.known());
      counts.put("filled", channel.filled());
      counts.put("unknown", channel.unknown());
      rows.row(
          switch (channel.values().variation()) {
            case VARYING -> channel.channel();
            case CONSTANT -> channel.channel() + " (constant)";
            case EMPTY -> channel.channel() + " (empty)";
          },
          counts);
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
        + longest.length(history.axis())
        + (ledger.seriesCount() > 1 ? " in series " + longest.series() : "")
        + ": "
        + longest.place(history.axis());
  }
}
