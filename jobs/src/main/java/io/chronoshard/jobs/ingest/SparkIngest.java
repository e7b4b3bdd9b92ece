package io.chronoshard.jobs.ingest;

import io.chronoshard.config.GridSettings;
import io.chronoshard.config.HistorySettings;
import io.chronoshard.config.TimeAxis;
import io.chronoshard.grid.Conflict;
import io.chronoshard.grid.GridPlan;
import io.chronoshard.grid.GridResult;
import io.chronoshard.grid.GridRules;
import io.chronoshard.grid.Gridder;
import io.chronoshard.grid.RangeAccount;
import io.chronoshard.grid.Reading;
import io.chronoshard.grid.RowScan;
import io.chronoshard.grid.RowScanner;
import io.chronoshard.history.HistoryFiles;
import io.chronoshard.history.InputFile;
import io.chronoshard.history.Readings;
import io.chronoshard.history.RowFormat;
import io.chronoshard.jobs.spark.LiteralPath;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongUnaryOperator;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.functions;
import org.apache.spark.storage.StorageLevel;
import scala.Tuple2;

/**
 * Files to a table in two passes. The first reads the rows, keeps them packed and looks at them;
 * from what it saw follows how the history is cut into ranges. The second sends each row to the
 * range of its step, sorts, grids and writes the ranges, each by itself.
 */
final class SparkIngest {

  private final JavaSparkContext context;
  private final SparkSession spark;
  private final HistoryFiles files;
  private final HistorySettings settings;
  private final GridSettings grid;
  private final LongUnaryOperator rowsPerRange;
  private final Consumer<String> notes;

  /**
   * An ingest of files.
   *
   * @param rowsPerRange of all rows, how many a range and so a file of the table should have
   * @param notes hears how far it is
   */
  SparkIngest(
      SparkSession spark,
      HistoryFiles files,
      HistorySettings settings,
      GridSettings grid,
      LongUnaryOperator rowsPerRange,
      Consumer<String> notes) {
    this.context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    this.spark = tableSession(spark);
    this.files = files;
    this.settings = settings;
    this.grid = grid;
    this.rowsPerRange = rowsPerRange;
    this.notes = notes;
  }

  /** A session of its own: how this table is written is nobody else's setting. */
  private static SparkSession tableSession(SparkSession spark) {
    SparkSession session = spark.newSession();
    session.conf().set("spark.sql.session.timeZone", "UTC");
    session.conf().set("spark.sql.datetime.java8API.enabled", true);
    session.conf().set("spark.sql.caseSensitive", true);
    session.conf().set("spark.sql.parquet.outputTimestampType", "TIMESTAMP_MICROS");
    session.conf().set("spark.sql.parquet.datetimeRebaseModeInWrite", "CORRECTED");
    return session;
  }

  /**
   * Writes the table's files into a folder.
   *
   * @throws io.chronoshard.error.DataException where the files do not make a history
   */
  GridResult write(String folder) {
    GridRules rules = GridRules.of(grid, files.channels());
    JavaRDD<Readings> readings = readings();
    try {
      context.setJobDescription(
          String.format(Locale.ROOT, "ingest: read %d files", files.files().size()));
      RowScan scan = scan(readings);
      GridPlan plan =
          GridPlan.of(scan, files, settings, grid, rules, rowsPerRange.applyAsLong(scan.rows()));
      notes.accept(
          String.format(
              Locale.ROOT,
              "%d rows of %d series; gridding them into %d files",
              scan.rows(),
              plan.history().series().size(),
              plan.ranges().size()));
      context.setJobDescription(
          String.format(Locale.ROOT, "ingest: sort, grid and write %d rows", scan.rows()));
      return plan.result(scan, writeRanges(readings, plan, folder));
    } finally {
      context.setJobDescription(null);
      readings.unpersist();
    }
  }

  private JavaRDD<Readings> readings() {
    Map<String, Integer> numbers = new HashMap<>();
    for (InputFile file : files.files()) {
      // As Spark tells a row's file: with what no URI may hold encoded.
      numbers.put(new Path(file.path()).toUri().toString(), numbers.size());
    }
    Broadcast<Map<String, Integer>> fileNumbers = context.broadcast(numbers);
    Broadcast<RowFormat> format = context.broadcast(files.format());
    JavaRDD<Readings> readings =
        lines().mapPartitions(rows -> new PieceReader(rows, format.value(), fileNumbers.value()));
    return readings.setName("readings").persist(StorageLevel.MEMORY_AND_DISK_SER());
  }

  /** Lines as bytes, with the file they come from and the begin of their piece of it. */
  private JavaRDD<InternalRow> lines() {
    return spark
        .read()
        .format("text")
        .option("recursiveFileLookup", true)
        .option("ignoreCorruptFiles", false)
        .option("ignoreMissingFiles", false)
        .load(
            files.files().stream().map(file -> LiteralPath.of(file.path())).toArray(String[]::new))
        .select(
            functions.col("value").cast("binary"),
            functions.col("_metadata.file_path"),
            functions.col("_metadata.file_block_start"))
        .queryExecution()
        .toRdd()
        .toJavaRDD();
  }

  private RowScan scan(JavaRDD<Readings> readings) {
    TimeAxis axis = grid.axis();
    int blockSteps = grid.blockSteps();
    int channels = files.channels().size();
    Broadcast<TimeAxis> broadcastAxis = context.broadcast(axis);
    return readings
        .mapPartitions(
            batches ->
                List.of(scan(batches, broadcastAxis.value(), blockSteps, channels)).iterator())
        .treeReduce(RowScan::plus);
  }

  private static RowScan scan(
      Iterator<Readings> batches, TimeAxis axis, int blockSteps, int channels) {
    RowScanner scanner = new RowScanner(axis, blockSteps, channels);
    batches.forEachRemaining(scanner::add);
    return scanner.scan();
  }

  private List<RangeAccount> writeRanges(JavaRDD<Readings> readings, GridPlan plan, String folder) {
    Broadcast<GridPlan> broadcast = context.broadcast(plan);
    PartitionValues reports = new PartitionValues();
    spark.sparkContext().register(reports, "accounts of ranges");
    JavaRDD<Row> rows =
        readings
            .mapPartitionsToPair(batches -> new Router(batches, broadcast.value()))
            .repartitionAndSortWithinPartitions(new RangePartitioner(plan.ranges().size()))
            .keys()
            .mapPartitionsWithIndex(
                (range, sorted) -> rows(range, sorted, broadcast.value(), reports), true);
    spark
        .createDataFrame(rows, TableColumns.of(plan.history()))
        .write()
        .option("mapreduce.fileoutputcommitter.marksuccessfuljobs", false)
        .mode("append")
        .parquet(folder);
    return accounts(reports, plan);
  }

  private static Iterator<Row> rows(
      int range, Iterator<Routed> sorted, GridPlan plan, PartitionValues reports) {
    Iterator<Reading> readings =
        new Iterator<>() {
          @Override
          public boolean hasNext() {
            return sorted.hasNext();
          }

          @Override
          public Reading next() {
            return sorted.next().reading();
          }
        };
    Gridder gridder = new Gridder(plan.history(), plan.rules(), plan.ranges().get(range), readings);
    return new TableRows(
        plan.history(),
        gridder,
        done -> reports.add(new Tuple2<>(range, RangeReport.of(done).bytes())));
  }

  private List<RangeAccount> accounts(PartitionValues reports, GridPlan plan) {
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
