package io.chronoshard.jobs.ingest;

import io.chronoshard.config.GridSettings;
import io.chronoshard.config.HistorySettings;
import io.chronoshard.grid.GridPlan;
import io.chronoshard.grid.GridResult;
import io.chronoshard.grid.GridRules;
import io.chronoshard.grid.RangeAccount;
import io.chronoshard.grid.RowScan;
import io.chronoshard.history.HistoryFiles;
import io.chronoshard.jobs.cli.Plural;
import io.chronoshard.jobs.spark.HistoryTable;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongUnaryOperator;
import java.util.function.Supplier;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkContext;
import org.apache.spark.sql.SparkSession;

/**
 * Files to a table in two passes. The first reads the rows, keeps them packed and looks at them;
 * from what it saw follows how the history is cut into ranges. The second sends each row to the
 * range of its step, sorts, grids and writes the ranges, each by itself.
 *
 * @param rowsPerRange of all rows, how many a range and so a file of the table should have
 * @param notes hears how far it is
 */
record SparkIngest(
    HistoryFiles files,
    HistorySettings settings,
    GridSettings grid,
    GridRules rules,
    LongUnaryOperator rowsPerRange,
    Consumer<String> notes) {

  /**
   * Writes the table and its description.
   *
   * @param folder names where they go, once it is clear that there is something to write
   * @throws io.chronoshard.error.DataException where the files do not make a history
   */
  GridResult write(SparkSession spark, Supplier<Path> folder) {
    SparkContext context = spark.sparkContext();
    try (SparkReadings readings = SparkReadings.of(spark, files)) {
      context.setJobDescription("ingest: read " + Plural.of(files.files().size(), "file"));
      RowScan scan = readings.scan(grid.axis(), grid.blockSteps());
      GridPlan plan =
          GridPlan.of(scan, files, settings, grid, rules, rowsPerRange.applyAsLong(scan.rows()));
      notes.accept(
          Plural.of(scan.rows(), "row")
              + " of "
              + plan.history().series().size()
              + " series; gridding them into "
              + Plural.of(plan.ranges().size(), "file"));
      context.setJobDescription("ingest: sort, grid and write " + Plural.of(scan.rows(), "row"));
      Path table = folder.get();
      List<RangeAccount> accounts = SparkGrid.write(spark, readings.rdd(), plan, files, table);
      GridResult result = plan.result(scan, accounts);
      HistoryTable.describe(
          table, result.history(), result.ledger(), context.hadoopConfiguration());
      return result;
    } finally {
      context.setJobDescription(null);
    }
  }
}
