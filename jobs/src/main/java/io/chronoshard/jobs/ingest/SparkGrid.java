package io.chronoshard.jobs.ingest;

import io.chronoshard.grid.Conflict;
import io.chronoshard.grid.GridPlan;
import io.chronoshard.grid.Gridder;
import io.chronoshard.grid.RowPlacer;
import io.chronoshard.grid.TableFile;
import io.chronoshard.grid.TablePlan;
import io.chronoshard.grid.TablePlan.MadeRange;
import io.chronoshard.history.HistoryFiles;
import io.chronoshard.history.Readings;
import io.chronoshard.jobs.spark.PartitionValues;
import io.chronoshard.jobs.spark.Sessions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import scala.Tuple2;

/** Rows on executors to the files of a table, one file for each range that is to be made. */
final class SparkGrid {

  private SparkGrid() {}

  /**
   * Writes the files of ranges into a folder.
   *
   * @return what was made of the ranges, in their order
   * @throws io.chronoshard.error.DataException where readings contradict each other and that is
   *     refused
   */
  static List<MadeRange> write(
      SparkSession spark,
      JavaRDD<Readings> readings,
      TablePlan plan,
      HistoryFiles files,
      Path folder) {
    Broadcast<GridPlan> broadcast =
        JavaSparkContext.fromSparkContext(spark.sparkContext()).broadcast(plan.plan());
    int[] made = plan.made();
    PartitionValues reports = new PartitionValues();
    spark.sparkContext().register(reports, "accounts of ranges");
    JavaRDD<Row> rows =
        routed(readings, plan, broadcast)
            .repartitionAndSortWithinPartitions(new RangePartitioner(made.length))
            .keys()
            .mapPartitionsWithIndex(
                (slot, sorted) -> rows(slot, made[slot], sorted, broadcast.value(), reports), true)
            .setName("grid");
    Sessions.forTables(spark)
        .createDataFrame(rows, TableColumns.of(plan.plan().history()))
        .write()
        .option("mapreduce.fileoutputcommitter.marksuccessfuljobs", false)
        .mode("append")
        .parquet(folder.toString());
    List<RangeReport> told = reports(reports, plan, files);
    List<List<TableFile>> written =
        WrittenFiles.bySlot(folder, made.length, spark.sparkContext().hadoopConfiguration());
    List<MadeRange> ranges = new ArrayList<>();
    for (int slot = 0; slot < made.length; slot++) {
      RangeReport report = told.get(slot);
      ranges.add(
          new MadeRange(
              report.account(),
              written.get(slot),
              Arrays.stream(report.inputs()).boxed().toList()));
    }
    return ranges;
  }

  /** Rows, each with the ranges that want it. */
  private static JavaPairRDD<Routed, Boolean> routed(
      JavaRDD<Readings> readings, TablePlan plan, Broadcast<GridPlan> broadcast) {
    int[] made = plan.made();
    if (plan.plan().numbers() != null) {
      return readings.mapPartitionsToPair(
          batches -> new Router(batches, new RowPlacer(broadcast.value()), made));
    }
    JavaRDD<SeriesPiece> before = SeriesPiece.before(readings, plan.plan().history().axis().kind());
    return JavaPairRDD.fromJavaRDD(
        readings.zipPartitions(
            before,
            (batches, pieces) ->
                new Router(
                    batches, new RowPlacer(broadcast.value(), SeriesPiece.numbers(pieces)), made)));
  }

  private static Iterator<Row> rows(
      int slot, int range, Iterator<Routed> sorted, GridPlan plan, PartitionValues reports) {
    RoutedReadings arrived = new RoutedReadings(sorted);
    Gridder gridder = new Gridder(plan.history(), plan.rules(), plan.ranges().get(range), arrived);
    return new TableRows(
        plan.history(),
        gridder,
        done -> reports.add(new Tuple2<>(slot, RangeReport.of(done, arrived).bytes())));
  }

  private static List<RangeReport> reports(
      PartitionValues values, TablePlan plan, HistoryFiles files) {
    List<RangeReport> reports = new ArrayList<>();
    Optional<Conflict> conflict = Optional.empty();
    for (byte[] bytes : values.value().values()) {
      RangeReport report = RangeReport.read(bytes);
      reports.add(report);
      conflict = Conflict.first(conflict, Optional.ofNullable(report.conflict()));
    }
    if (conflict.isPresent()) {
      throw conflict.get().failure(plan.plan(), files);
    }
    if (reports.size() != plan.made().length) {
      throw new IllegalStateException(
          String.format(
              Locale.ROOT, "%d of %d ranges were written", reports.size(), plan.made().length));
    }
    return reports;
  }
}
