package io.chronoshard.jobs.ingest;

import io.chronoshard.config.TimeAxis;
import io.chronoshard.grid.GridPlan;
import io.chronoshard.grid.Reading;
import io.chronoshard.grid.RowPlacer;
import io.chronoshard.grid.RowScan;
import io.chronoshard.grid.RowScanner;
import io.chronoshard.history.HistoryFiles;
import io.chronoshard.history.InputFile;
import io.chronoshard.history.Readings;
import io.chronoshard.history.RowFormat;
import io.chronoshard.jobs.spark.LiteralPath;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.functions;
import org.apache.spark.storage.StorageLevel;

/** The rows of files on executors, packed and kept, in memory or on disk, until this is closed. */
final class SparkReadings implements AutoCloseable {

  private final JavaSparkContext context;
  private final JavaRDD<Readings> readings;
  private final int channels;

  private SparkReadings(JavaSparkContext context, JavaRDD<Readings> readings, int channels) {
    this.context = context;
    this.readings = readings;
    this.channels = channels;
  }

  /**
   * The rows of files; read when they are first asked for.
   *
   * @param places which of the files
   */
  static SparkReadings of(SparkSession spark, HistoryFiles files, Set<Integer> places) {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    Map<String, Integer> numbers = new HashMap<>();
    for (InputFile file : files.files()) {
      // As Spark's _metadata.file_path writes it.
      numbers.put(new Path(file.path()).toUri().toString(), numbers.size());
    }
    Broadcast<Map<String, Integer>> fileNumbers = context.broadcast(numbers);
    Broadcast<RowFormat> format = context.broadcast(files.format());
    JavaRDD<Readings> readings =
        lines(spark, files, places)
            .mapPartitions(lines -> new PieceReader(lines, format.value(), fileNumbers.value()))
            .setName("readings")
            .persist(StorageLevel.MEMORY_AND_DISK_SER());
    return new SparkReadings(context, readings, files.channels().size());
  }

  /** Lines as bytes, with the file they come from and the begin of their piece of it. */
  private static JavaRDD<InternalRow> lines(
      SparkSession spark, HistoryFiles files, Set<Integer> places) {
    return spark
        .read()
        .format("text")
        .option("recursiveFileLookup", true)
        .option("ignoreCorruptFiles", false)
        .option("ignoreMissingFiles", false)
        .load(
            places.stream()
                .sorted()
                .map(place -> LiteralPath.of(files.files().get(place).path()))
                .toArray(String[]::new))
        .select(
            functions.col("value").cast("binary"),
            functions.col("_metadata.file_path"),
            functions.col("_metadata.file_block_start"))
        .queryExecution()
        .toRdd()
        .toJavaRDD();
  }

  /** Batches of rows; those of one piece of a file lie in one partition, in their order. */
  JavaRDD<Readings> rdd() {
    return readings;
  }

  /** Looks at all rows. */
  RowScan scan(TimeAxis axis, int blockSteps) {
    Broadcast<TimeAxis> steps = context.broadcast(axis);
    int width = channels;
    return readings
        .mapPartitions(
            batches -> List.of(scan(batches, steps.value(), blockSteps, width)).iterator())
        .treeReduce(RowScan::plus);
  }

  private static RowScan scan(
      Iterator<Readings> batches, TimeAxis axis, int blockSteps, int channels) {
    RowScanner scanner = new RowScanner(axis, blockSteps, channels);
    batches.forEachRemaining(scanner::add);
    return scanner.scan();
  }

  /** Ranges that the rows go to or are carried on into. */
  BitSet ranges(GridPlan plan) {
    Broadcast<GridPlan> places = context.broadcast(plan);
    BitSet ranges = new BitSet();
    readings
        .mapPartitions(
            batches -> List.of(ranges(batches, new RowPlacer(places.value()))).iterator())
        .collect()
        .forEach(some -> Arrays.stream(some).forEach(ranges::set));
    return ranges;
  }

  private static int[] ranges(Iterator<Readings> batches, RowPlacer placer) {
    BitSet ranges = new BitSet();
    while (batches.hasNext()) {
      Iterator<Reading> placed = placer.place(batches.next());
      while (placed.hasNext()) {
        Reading reading = placed.next();
        int range = placer.range(reading);
        do {
          ranges.set(range);
          range++;
        } while (placer.isCarriedInto(reading, range));
      }
    }
    return ranges.stream().toArray();
  }

  @Override
  public void close() {
    readings.unpersist();
  }
}
