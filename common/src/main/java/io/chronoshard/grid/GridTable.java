package io.chronoshard.grid;

import io.chronoshard.config.GridSettings;
import io.chronoshard.config.HistorySettings;
import io.chronoshard.history.HistoryFiles;
import io.chronoshard.history.Readings;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A history gridded on one machine, in memory: the rule that a distributed ingest follows.
 *
 * @param result what was made of the rows
 * @param rows the table's rows, sorted by series and step
 */
public record GridTable(GridResult result, List<Row> rows) {

  /** Copies the list. */
  public GridTable {
    rows = List.copyOf(rows);
  }

  /**
   * A row of a table.
   *
   * @param time milliseconds since 1970 in UTC, or {@link StepTimes#UNKNOWN}
   * @param values one per channel, NaN where unknown
   */
  public record Row(String series, long step, long time, float[] values) {}

  /** Reads and grids files. */
  public static GridTable of(HistoryFiles files, HistorySettings settings, GridSettings grid) {
    List<Readings> batches = new ArrayList<>();
    for (int file = 0; file < files.files().size(); file++) {
      files.read(file).forEachRemaining(batches::add);
    }
    GridSettings stepped = grid;
    if (grid.isStepSought()) {
      StepSampler sampler = new StepSampler();
      batches.forEach(sampler::add);
      stepped = sampler.sample().settings(grid);
    }
    GridRules rules = GridRules.of(settings, stepped, files);
    RowScanner scanner = new RowScanner(stepped.axis(), grid.blockSteps(), rules);
    batches.forEach(scanner::add);
    RowScan scan = scanner.scan();
    GridPlan plan = GridPlan.of(scan, files, settings, stepped, rules, Long.MAX_VALUE);
    List<PieceRows> pieces = new ArrayList<>();
    new PieceIterator(batches.iterator(), stepped.axis().kind()).forEachRemaining(pieces::add);
    RowPlacer placer = new RowPlacer(plan, RowNumbers.of(stepped.axis().kind(), pieces));
    List<Reading> readings = new ArrayList<>();
    batches.forEach(batch -> placer.place(batch).forEachRemaining(readings::add));
    Collections.sort(readings);
    return of(plan, scan, files, settings, readings);
  }

  private static GridTable of(
      GridPlan plan,
      RowScan scan,
      HistoryFiles files,
      HistorySettings settings,
      List<Reading> sorted) {
    List<Row> rows = new ArrayList<>();
    Gridder gridder =
        new Gridder(plan.history(), plan.rules(), plan.ranges().get(0), sorted.iterator());
    while (gridder.advance()) {
      rows.add(
          new Row(
              plan.history().series().get(gridder.series()).name(),
              gridder.step(),
              gridder.time(),
              gridder.values().clone()));
    }
    gridder
        .conflict()
        .ifPresent(
            conflict -> {
              throw conflict.failure(plan, files);
            });
    return new GridTable(
        plan.result(scan, List.of(gridder.account()), files, settings.limits()), rows);
  }
}
