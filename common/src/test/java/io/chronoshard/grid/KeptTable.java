package io.chronoshard.grid;

import io.chronoshard.config.Configuration;
import io.chronoshard.grid.GridTable.Row;
import io.chronoshard.grid.TablePlan.MadeRange;
import io.chronoshard.hadoop.HadoopDefaults;
import io.chronoshard.history.HistoryFiles;
import io.chronoshard.history.InputFile;
import io.chronoshard.history.Readings;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * A table in memory, range by range, that is brought up to date instead of being made again.
 *
 * @param rows of each range
 * @param made how many ranges the last update made
 * @param read how many files it read
 */
record KeptTable(
    GridResult result, RecordedGrid recorded, List<List<Row>> rows, int made, int read) {

  static KeptTable of(Configuration settings, long rowsPerRange) {
    HistoryFiles files = MadeUpFiles.open(settings);
    GridRules rules = GridRules.of(settings.history(), settings.grid(), files);
    List<Integer> all = IntStream.range(0, files.files().size()).boxed().toList();
    RowScan scan = scan(settings, files, all);
    GridPlan plan =
        GridPlan.of(scan, files, settings.history(), settings.grid(), rules, rowsPerRange);
    KeptTable nothing =
        new KeptTable(
            new GridResult(plan.history(), emptyLedger()),
            new RecordedGrid(plan.history().withSeries(List.of()), List.of(), List.of()),
            List.of(),
            0,
            0);
    return nothing.made(TablePlan.whole(plan, scan), settings, files, all);
  }

  KeptTable updated(Configuration settings, long rowsPerRange) {
    HistoryFiles files = MadeUpFiles.open(settings);
    GridRules rules = GridRules.of(settings.history(), settings.grid(), files);
    GridUpdate update = GridUpdate.of(recorded, files);
    RowScan ofChanged = scan(settings, files, update.changed());
    RowPlacer placer = new RowPlacer(update.ranges(rules, ofChanged));
    BitSet touched = new BitSet();
    for (Readings batch : batches(files, update.changed())) {
      placer
          .place(batch)
          .forEachRemaining(
              reading -> {
                int range = placer.range(reading);
                do {
                  touched.set(range);
                  range++;
                } while (placer.isCarriedInto(reading, range));
              });
    }
    GridUpdate.Concerned concerned = update.concerned(ofChanged, touched);
    TablePlan plan =
        update.plan(
            concerned,
            scan(settings, files, concerned.files()),
            settings.history(),
            settings.grid(),
            rules,
            rowsPerRange);
    return made(plan, settings, files, concerned.files());
  }

  private KeptTable made(
      TablePlan plan, Configuration settings, HistoryFiles files, Collection<Integer> read) {
    TreeMap<Integer, List<Reading>> dealt = new TreeMap<>();
    for (int range : plan.made()) {
      dealt.put(range, new ArrayList<>());
    }
    RowPlacer placer = new RowPlacer(plan.plan());
    for (Readings batch : batches(files, read)) {
      placer
          .place(batch)
          .forEachRemaining(
              reading -> {
                int range = placer.range(reading);
                do {
                  if (dealt.containsKey(range)) {
                    dealt.get(range).add(reading);
                  }
                  range++;
                } while (placer.isCarriedInto(reading, range));
              });
    }
    List<MadeRange> made = new ArrayList<>();
    List<List<Row>> newRows = new ArrayList<>();
    for (int range = 0; range < plan.kept().size(); range++) {
      if (plan.kept().get(range) >= 0) {
        newRows.add(rows.get(plan.kept().get(range)));
        continue;
      }
      List<Reading> sorted = dealt.get(range);
      Collections.sort(sorted);
      Gridder gridder =
          new Gridder(
              plan.plan().history(),
              plan.plan().rules(),
              plan.plan().ranges().get(range),
              sorted.iterator());
      List<Row> gridded = new ArrayList<>();
      while (gridder.advance()) {
        gridded.add(
            new Row(
                plan.plan().history().series().get(gridder.series()).name(),
                gridder.step(),
                gridder.time(),
                gridder.values().clone()));
      }
      newRows.add(gridded);
      TreeSet<Integer> inputs = new TreeSet<>();
      sorted.forEach(reading -> inputs.add(reading.file()));
      made.add(new MadeRange(gridder.account(), List.of(file()), List.copyOf(inputs)));
    }
    List<InputFile> listed = HistoryFiles.list(settings.history(), HadoopDefaults.copy());
    TablePlan.Outcome outcome =
        plan.outcome(recorded, listed, files, settings.history().limits(), made);
    return new KeptTable(outcome.result(), outcome.recorded(), newRows, made.size(), read.size());
  }

  /** Stands for what a range is kept in: no other one has its name. */
  private static TableFile file() {
    return new TableFile(UUID.randomUUID().toString(), 0);
  }

  private static RowScan scan(
      Configuration settings, HistoryFiles files, Collection<Integer> places) {
    RowScanner scanner =
        new RowScanner(
            settings.grid().axis(),
            settings.grid().blockSteps(),
            GridRules.of(settings.history(), settings.grid(), files));
    batches(files, places).forEach(scanner::add);
    return scanner.scan();
  }

  private static List<Readings> batches(HistoryFiles files, Collection<Integer> places) {
    List<Readings> batches = new ArrayList<>();
    for (int place : new TreeSet<>(places)) {
      Iterator<Readings> read = files.read(place);
      read.forEachRemaining(batches::add);
    }
    return batches;
  }

  private static Ledger emptyLedger() {
    return new Ledger(
        Ledger.Rows.NONE, List.of(), 0, List.of(), 0, 0, 0, List.of(), List.of(), List.of(), 0);
  }

  /** What its ranges are kept in. */
  List<TableFile> files() {
    return recorded.ranges().stream().flatMap(range -> range.files().stream()).toList();
  }

  /** All rows, in order. */
  List<Row> allRows() {
    return rows.stream().flatMap(List::stream).toList();
  }
}
