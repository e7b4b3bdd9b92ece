package io.chronoshard.jobs.ingest;

import io.chronoshard.config.GridSettings;
import io.chronoshard.config.HistorySettings;
import io.chronoshard.grid.GridPlan;
import io.chronoshard.grid.GridRules;
import io.chronoshard.grid.GridUpdate;
import io.chronoshard.grid.RecordedGrid;
import io.chronoshard.grid.RowScan;
import io.chronoshard.grid.RowScanner;
import io.chronoshard.grid.TablePlan;
import io.chronoshard.grid.TablePlan.MadeRange;
import io.chronoshard.history.HistoryFiles;
import io.chronoshard.history.InputFile;
import io.chronoshard.history.Readings;
import io.chronoshard.jobs.cli.Plural;
import io.chronoshard.jobs.spark.page.NamedJobs;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongUnaryOperator;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.SparkSession;

/**
 * Files to the files of a table in two passes. The first reads the rows, keeps them packed and
 * looks at them; from what it saw follows how the history is cut into ranges. The second sends each
 * row to the range of its step, sorts, grids and writes the ranges, each by itself.
 *
 * @param listed all files, also those without a row
 * @param rowsPerRange of all rows, how many a range and so a file of the table should have
 * @param notes hears how far it is
 */
record SparkIngest(
    List<InputFile> listed,
    HistoryFiles files,
    HistorySettings settings,
    GridSettings grid,
    LongUnaryOperator rowsPerRange,
    Consumer<String> notes) {

  /** Names that a note lists at most. */
  private static final int SHOWN = 5;

  /**
   * Makes a table of all files.
   *
   * @param folder names where its files go, once it is clear that there is something to write
   * @throws io.chronoshard.error.DataException where the files do not make a history
   */
  TablePlan.Outcome make(SparkSession spark, Supplier<Path> folder) {
    Set<Integer> all = IntStream.range(0, files.files().size()).boxed().collect(Collectors.toSet());
    SparkContext context = spark.sparkContext();
    try (SparkReadings readings = SparkReadings.of(spark, files, settings, all)) {
      NamedJobs.begin(context, "ingest: read " + Plural.of(files.files().size(), "file"));
      GridSettings stepped = stepped(readings);
      GridRules rules = GridRules.of(settings, stepped, files);
      TableColumns.check(rules.names());
      RowScan scan = readings.scan(stepped.axis(), grid.blockSteps(), rules);
      GridPlan plan =
          GridPlan.of(scan, files, settings, stepped, rules, rowsPerRange.applyAsLong(scan.rows()));
      notes.accept(
          Plural.of(scan.rows(), "row")
              + " of "
              + plan.history().series().size()
              + " series; gridding them into "
              + Plural.of(plan.ranges().size(), "file"));
      RecordedGrid nothing = new RecordedGrid(plan.history(), List.of(), List.of());
      return write(spark, readings.rdd(), TablePlan.whole(plan, scan), all, nothing, folder);
    } finally {
      NamedJobs.end(context);
    }
  }

  /** The settings with the step that the readings have, where none is given. */
  private GridSettings stepped(SparkReadings readings) {
    if (!grid.isStepSought()) {
      return grid;
    }
    GridSettings found = readings.times().settings(grid);
    notes.accept(
        "grid.step = auto: readings follow each other every " + found.axis().text() + " mostly");
    return found;
  }

  /**
   * Brings a table up to date: makes only the ranges that new, revised and removed files concern.
   *
   * @param folder names where new files of the table go, once it is clear that there is something
   *     to write
   * @throws io.chronoshard.error.DataException where the files do not make a history
   */
  TablePlan.Outcome update(SparkSession spark, RecordedGrid table, Supplier<Path> folder) {
    SparkContext context = spark.sparkContext();
    GridUpdate update = GridUpdate.of(table, files);
    try (SparkReadings changed = SparkReadings.of(spark, files, settings, update.changed())) {
      GridRules rules = GridRules.of(settings, grid, files);
      RowScan ofChanged = scan(context, changed, update.changed(), rules);
      GridUpdate.Concerned concerned =
          update.concerned(ofChanged, changed.ranges(update.ranges(rules, ofChanged)));
      Set<Integer> others = new HashSet<>(concerned.files());
      others.removeAll(update.changed());
      try (SparkReadings again = SparkReadings.of(spark, files, settings, others)) {
        RowScan read = ofChanged.plus(scan(context, again, others, rules));
        long tableRows = table.inputs().stream().mapToLong(input -> input.rows().rows()).sum();
        TablePlan plan =
            update.plan(
                concerned, read, settings, grid, rules, rowsPerRange.applyAsLong(tableRows));
        notes.accept(
            String.format(
                Locale.ROOT,
                "%s new or revised, %s of the others read again; %d of the table's %s made anew, as %d",
                Plural.of(update.changed().size(), "file"),
                others.size(),
                concerned.ranges().cardinality(),
                Plural.of(table.ranges().size(), "file"),
                plan.made().length));
        return write(
            spark, changed.rdd().union(again.rdd()), plan, concerned.files(), table, folder);
      }
    } finally {
      NamedJobs.end(context);
    }
  }

  private RowScan scan(
      SparkContext context, SparkReadings readings, Set<Integer> places, GridRules rules) {
    if (places.isEmpty()) {
      return new RowScanner(grid.axis(), grid.blockSteps(), rules).scan();
    }
    NamedJobs.begin(context, "ingest: read " + Plural.of(places.size(), "file"));
    return readings.scan(grid.axis(), grid.blockSteps(), rules);
  }

  private TablePlan.Outcome write(
      SparkSession spark,
      JavaRDD<Readings> readings,
      TablePlan plan,
      Set<Integer> places,
      RecordedGrid before,
      Supplier<Path> folder) {
    NamedJobs.begin(
        spark.sparkContext(),
        "ingest: sort, grid and write " + Plural.of(plan.made().length, "file"));
    List<String> strangers = plan.plan().strangers();
    if (!strangers.isEmpty()) {
      notes.accept(
          "exclusions or labels are of "
              + Plural.of(strangers.size(), "series name")
              + " that no file has: "
              + strangers.subList(0, Math.min(SHOWN, strangers.size())));
    }
    Path data = folder.get();
    List<MadeRange> made =
        plan.made().length == 0 ? List.of() : SparkGrid.write(spark, readings, plan, files, data);
    HistoryFiles.requireUnchanged(
        places.stream().map(files.files()::get).toList(),
        spark.sparkContext().hadoopConfiguration(),
        Optional.empty());
    return plan.outcome(before, listed, files, settings.limits(), made);
  }
}
