package io.chronoshard.grid;

import io.chronoshard.config.Configuration;
import io.chronoshard.grid.GridTable.Row;
import io.chronoshard.history.HistoryFiles;
import io.chronoshard.history.Readings;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import org.apache.commons.math3.random.MersenneTwister;

/** Grids a history range by range, as if each were on another machine. */
final class RangedGrid {

  private RangedGrid() {}

  static GridTable of(Configuration settings, long rowsPerRange, MersenneTwister random) {
    HistoryFiles files = MadeUpFiles.open(settings);
    GridRules rules = GridRules.of(settings.history(), settings.grid(), files);
    List<List<Readings>> read = new ArrayList<>();
    List<RowScan> scans = new ArrayList<>();
    for (int file = 0; file < files.files().size(); file++) {
      List<Readings> batches = new ArrayList<>();
      RowScanner scanner =
          new RowScanner(settings.grid().axis(), settings.grid().blockSteps(), rules);
      Iterator<Readings> iterator = files.read(file);
      while (iterator.hasNext()) {
        Readings batch = iterator.next();
        batches.add(batch);
        scanner.add(batch);
      }
      read.add(batches);
      scans.add(scanner.scan());
    }
    if (random.nextBoolean()) {
      Collections.reverse(scans);
    }
    RowScan scan = scans.stream().reduce(RowScan::plus).orElseThrow();
    GridPlan plan =
        GridPlan.of(scan, files, settings.history(), settings.grid(), rules, rowsPerRange);
    List<List<Reading>> dealt = new ArrayList<>();
    plan.ranges().forEach(range -> dealt.add(new ArrayList<>()));
    for (List<Readings> batches : read) {
      RowPlacer placer = new RowPlacer(plan);
      for (Readings batch : batches) {
        placer
            .place(batch)
            .forEachRemaining(
                reading -> {
                  int range = placer.range(reading);
                  do {
                    dealt.get(range).add(reading);
                    range++;
                  } while (placer.isCarriedInto(reading, range));
                });
      }
    }
    List<Row> rows = new ArrayList<>();
    List<RangeAccount> accounts = new ArrayList<>();
    for (int range = 0; range < dealt.size(); range++) {
      List<Reading> sorted = dealt.get(range);
      Collections.sort(sorted);
      Gridder gridder =
          new Gridder(plan.history(), plan.rules(), plan.ranges().get(range), sorted.iterator());
      while (gridder.advance()) {
        rows.add(
            new Row(
                plan.history().series().get(gridder.series()).name(),
                gridder.step(),
                gridder.time(),
                gridder.values().clone()));
      }
      accounts.add(gridder.account());
    }
    return new GridTable(plan.result(scan, accounts, files, settings.history().limits()), rows);
  }
}
