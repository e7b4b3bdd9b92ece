package io.chronoshard.jobs.simulate;

import io.chronoshard.jobs.cli.TextTable;
import io.chronoshard.simulate.FaultCounts;
import io.chronoshard.simulate.Truth;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What was written, as a table: a row for each of a few series, and one for all. */
final class TruthTable {

  private static final int LISTED_SERIES = 10;

  private static final List<Column> COLUMNS =
      List.of(
          new Column("rows", true, FaultCounts::rows),
          new Column("repeated", true, FaultCounts::repeated),
          new Column("unsorted", true, FaultCounts::unsorted),
          new Column("gaps", true, FaultCounts::gaps),
          new Column("steps in gaps", true, FaultCounts::gapSteps),
          new Column("missing values", true, FaultCounts::missingCells),
          new Column("spikes", false, counts -> FaultCounts.sum(counts.spikes())),
          new Column("stuck values", false, counts -> FaultCounts.sum(counts.stuck())),
          new Column("drifted values", false, counts -> FaultCounts.sum(counts.drifted())),
          new Column("converted values", false, counts -> FaultCounts.sum(counts.converted())),
          new Column("clock jumps", false, FaultCounts::clockJumps),
          new Column("misdated rows", false, FaultCounts::misdated),
          new Column("events", false, FaultCounts::events),
          new Column("rows in events", false, FaultCounts::eventRows));

  private final Truth truth;

  TruthTable(Truth truth) {
    this.truth = truth;
  }

  /** What was written, by name: all that is always told, and what is not 0. */
  static Map<String, Long> counts(FaultCounts counts) {
    return shown(counts).stream()
        .collect(Collectors.toMap(Column::name, column -> column.count().applyAsLong(counts)));
  }

  private static List<Column> shown(FaultCounts total) {
    return COLUMNS.stream()
        .filter(column -> column.always() || column.count().applyAsLong(total) > 0)
        .toList();
  }

  @Override
  public String toString() {
    List<Column> shown = shown(truth.total());
    TextTable table =
        new TextTable(
            Stream.concat(Stream.of("series"), shown.stream().map(column -> " " + column.name()))
                .toArray(String[]::new));
    if (truth.series().size() > 1) {
      truth.series().stream()
          .limit(LISTED_SERIES)
          .forEach(series -> row(table, shown, series.series(), series.counts()));
    }
    int unlisted = truth.series().size() - LISTED_SERIES;
    if (unlisted > 0) {
      table.row(
          Stream.concat(Stream.of("and " + unlisted + " more"), shown.stream().map(column -> ""))
              .toArray(String[]::new));
    }
    String last = truth.series().size() > 1 ? "all" : truth.series().get(0).series();
    row(table, shown, last, truth.total());
    return table.toString();
  }

  private static void row(TextTable table, List<Column> columns, String name, FaultCounts counts) {
    table.row(
        Stream.concat(
                Stream.of(name),
                columns.stream().map(column -> Long.toString(column.count().applyAsLong(counts))))
            .toArray(String[]::new));
  }

  /** A count; one that is not always told is where it is not 0. */
  private record Column(String name, boolean always, ToLongFunction<FaultCounts> count) {}
}
