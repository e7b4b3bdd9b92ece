package io.chronoshard.jobs.ingest;

import io.chronoshard.grid.Conflict;
import io.chronoshard.grid.GridPlan;
import io.chronoshard.grid.Gridder;
import io.chronoshard.grid.RangeAccount;
import io.chronoshard.history.HistoryFiles;
import io.chronoshard.history.Readings;
import io.chronoshard.jobs.spark.PartitionValues;
import io.chronoshard.jobs.spark.Sessions;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import scala.Tuple2;

/** Rows on executors to the files of a table, one file for each range of the history. */
final class SparkGrid {

  private SparkGrid() {}

  /**
   * Writes the table's files into a folder.
   *
   * @return the accounts of the plan's ranges, in their order
   * @throws io.chronoshard.error.DataException where readings contradict each other and that is
   *     refused
   */
  static List<RangeAccount> write(
      SparkSession spark,
      JavaRDD<Readings> readings,
      GridPlan plan,
      HistoryFiles files,
      Path folder) {
    Broadcast<GridPlan> broadcast =
        JavaSparkContext.fromSparkContext(spark.sparkContext()).broadcast(plan);
    PartitionValues reports = new PartitionValues();
    spark.sparkContext().register(reports, "accounts of ranges");
    JavaRDD<Row> rows =
        readings
            .mapPartitionsToPair(batches -> new Router(batches, broadcast.value()))
            .repartitionAndSortWithinPartitions(new RangePartitioner(plan.ranges().size()))
            .keys()
            .mapPartitionsWithIndex(
                (range, sorted) -> rows(range, sorted, broadcast.value(), reports), true)
            .setName("grid");
    Sessions.forTables(spark)
        .createDataFrame(rows, TableColumns.of(plan.history()))
        .write()
        .option("mapreduce.fileoutputcommitter.marksuccessfuljobs", false)
        .mode("append")
        .parquet(folder.toString());
    return accounts(reports, plan, files);
  }

  private static Iterator<Row> rows(
      int range, Iterator<Routed> sorted, GridPlan plan, PartitionValues reports) {
    Gridder gridder =
        new Gridder(
            plan.history(), plan.rules(), plan.ranges().get(range), new RoutedReadings(sorted));
    return new TableRows(
        plan.history(),
        gridder,
        done -> reports.add(new Tuple2<>(range, RangeReport.of(done).bytes())));
  }

  private static List<RangeAccount> accounts(
      PartitionValues reports, GridPlan plan, HistoryFiles files) {
    List<RangeAccount> accounts = new ArrayList<>();
    Optional<Conflict> conflict = Optional.empty();
    for (byte[] bytes : reports.value().values()) {
      RangeReport report = RangeReport.read(bytes);
      accounts.add(report.account());
      conflict = Conflict.first(conflict, Optional.ofNullable(report.conflict()));
    }
    if (conflict.isPresent()) {
      throw conflict.get().failure(plan.history(), files);
    }
    if (accounts.size() != plan.ranges().size()) {
      throw new IllegalStateException(
          String.format(
              Locale.ROOT, "%d of %d ranges were written", accounts.size(), plan.ranges().size()));
    }
    return accounts;
  }
}
