package io.chronoshard.jobs.ingest;

import io.chronoshard.config.TimeAxis;
import io.chronoshard.grid.GridRules;
import io.chronoshard.grid.RowScan;
import io.chronoshard.grid.RowScanner;
import io.chronoshard.grid.StepSample;
import io.chronoshard.grid.StepSampler;
import io.chronoshard.history.HistoryFiles;
import io.chronoshard.history.InputFile;
import io.chronoshard.history.Readings;
import io.chronoshard.history.RowFormat;
import io.chronoshard.jobs.spark.LiteralPath;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
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

  private SparkReadings(JavaSparkContext context, JavaRDD<Readings> readings) {
    this.context = context;
    this.readings = readings;
  }

  /** The rows of files; read when they are first asked for. */
  static SparkReadings of(SparkSession spark, HistoryFiles files) {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    Map<String, Integer> numbers = new HashMap<>();
    for (InputFile file : files.files()) {
      // As Spark's _metadata.file_path writes it.
      numbers.put(new Path(file.path()).toUri().toString(), numbers.size());
    }
    Broadcast<Map<String, Integer>> fileNumbers = context.broadcast(numbers);
    Broadcast<RowFormat> format = context.broadcast(files.format());
    JavaRDD<Readings> readings =
        lines(spark, files)
            .mapPartitions(lines -> new PieceReader(lines, format.value(), fileNumbers.value()))
            .setName("readings")
            .persist(StorageLevel.MEMORY_AND_DISK_SER());
    return new SparkReadings(context, readings);
  }

  /** Lines as bytes, with the file they come from and the begin of their piece of it. */
  private static JavaRDD<InternalRow> lines(SparkSession spark, HistoryFiles files) {
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

  /** Batches of rows; those of one piece of a file lie in one partition, in their order. */
  JavaRDD<Readings> rdd() {
    return readings;
  }

  /** Looks for the spacing of times. */
  StepSample times() {
    return readings
        .mapPartitions(batches -> List.of(times(batches)).iterator())
        .treeReduce(StepSample::plus);
  }

  private static StepSample times(Iterator<Readings> batches) {
    StepSampler sampler = new StepSampler();
    batches.forEachRemaining(sampler::add);
    return sampler.sample();
  }

  /** Looks at all rows. */
  RowScan scan(TimeAxis axis, int blockSteps, GridRules rules) {
    Broadcast<TimeAxis> steps = context.broadcast(axis);
    Broadcast<GridRules> asked = context.broadcast(rules);
    return readings
        .mapPartitions(
            batches ->
                List.of(scan(batches, new RowScanner(steps.value(), blockSteps, asked.value())))
                    .iterator())
        .treeReduce(RowScan::plus);
  }

  private static RowScan scan(Iterator<Readings> batches, RowScanner scanner) {
    batches.forEachRemaining(scanner::add);
    return scanner.scan();
  }

  @Override
  public void close() {
    readings.unpersist();
  }
}
