package io.chronoshard.jobs.simulate;

import io.chronoshard.jobs.cli.TextTable;
import io.chronoshard.simulate.FaultCounts;
import io.chronoshard.simulate.Truth;

/** What was written, as a table: a row for each of a few series, and one for all. */
final class TruthTable {

  private static final int LISTED_SERIES = 10;

  private final Truth truth;

  TruthTable(Truth truth) {
    this.truth = truth;
  }

  @Override
  public String toString() {
    TextTable table =
        new TextTable(
            "series",
            " rows",
            " repeated",
            " unsorted",
            " gaps",
            " steps in gaps",
            " missing values");
    if (truth.series().size() > 1) {
      truth.series().stream()
          .limit(LISTED_SERIES)
          .forEach(series -> row(table, series.series(), series.counts()));
    }
    int unlisted = truth.series().size() - LISTED_SERIES;
    if (unlisted > 0) {
      table.row("and " + unlisted + " more", "", "", "", "", "", "");
    }
    row(table, truth.series().size() > 1 ? "all" : truth.series().get(0).series(), truth.total());
    return table.toString();
  }

  private static void row(TextTable table, String name, FaultCounts counts) {
    table.row(
        name,
        Long.toString(counts.rows()),
        Long.toString(counts.repeated()),
        Long.toString(counts.unsorted()),
        Long.toString(counts.gaps()),
        Long.toString(counts.gapSteps()),
        Long.toString(counts.missingCells()));
  }
}
