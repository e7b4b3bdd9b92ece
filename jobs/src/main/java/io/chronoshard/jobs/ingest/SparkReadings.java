package io.chronoshard.jobs.ingest;

import io.chronoshard.config.HistorySettings;
import io.chronoshard.config.TimeAxis;
import io.chronoshard.grid.GridPlan;
import io.chronoshard.grid.GridRules;
import io.chronoshard.grid.Reading;
import io.chronoshard.grid.RowPlacer;
import io.chronoshard.grid.RowScan;
import io.chronoshard.grid.RowScanner;
import io.chronoshard.grid.StepSample;
import io.chronoshard.grid.StepSampler;
import io.chronoshard.history.HistoryFiles;
import io.chronoshard.history.InputFile;
import io.chronoshard.history.Piece;
import io.chronoshard.history.PieceReadings;
import io.chronoshard.history.Readings;
import io.chronoshard.history.RowFormat;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;
import org.apache.spark.util.SerializableConfiguration;

/** The rows of files on executors, packed and kept, in memory or on disk, until this is closed. */
final class SparkReadings implements AutoCloseable {

  /** As Spark cuts files: pieces are not longer, nor shorter where there are cores to spare. */
  private static final long LONGEST_PIECE = 128L << 20;

  private static final long SHORTEST_PIECE = 4L << 20;

  private final JavaSparkContext context;
  private final JavaRDD<Readings> readings;

  private SparkReadings(JavaSparkContext context, JavaRDD<Readings> readings) {
    this.context = context;
    this.readings = readings;
  }

  /**
   * The rows of files; read when they are first asked for.
   *
   * @param places which of the files
   */
  static SparkReadings of(
      SparkSession spark, HistoryFiles files, HistorySettings settings, Set<Integer> places) {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    JavaRDD<Readings> readings =
        (settings.isText()
                ? text(context, files, places)
                : SparkTable.readings(spark, files, settings, places))
            .setName("readings")
            .persist(StorageLevel.MEMORY_AND_DISK_SER());
    return new SparkReadings(context, readings);
  }

  private static JavaRDD<Readings> text(
      JavaSparkContext context, HistoryFiles files, Set<Integer> places) {
    Broadcast<RowFormat> format = context.broadcast(files.format());
    Broadcast<List<String>> paths =
        context.broadcast(new ArrayList<>(files.files().stream().map(InputFile::path).toList()));
    Broadcast<SerializableConfiguration> hadoop =
        context.broadcast(new SerializableConfiguration(context.hadoopConfiguration()));
    List<List<Piece>> tasks = tasks(files, places, context.defaultParallelism());
    if (tasks.isEmpty()) {
      return context.emptyRDD();
    }
    return context
        .parallelize(tasks, tasks.size())
        .mapPartitions(
            lists -> {
              List<Piece> pieces = new ArrayList<>();
              lists.forEachRemaining(pieces::addAll);
              return new PieceReadings(
                  pieces.iterator(), format.value(), paths.value()::get, hadoop.value().value());
            });
  }

  /** Pieces of files, dealt to tasks of about the same length. */
  private static List<List<Piece>> tasks(HistoryFiles files, Set<Integer> places, int cores) {
    long bytes = places.stream().mapToLong(place -> files.files().get(place).length()).sum();
    long length = Math.min(LONGEST_PIECE, Math.max(SHORTEST_PIECE, bytes / cores + 1));
    List<List<Piece>> tasks = new ArrayList<>();
    long left = 0;
    for (Piece piece : files.pieces(length)) {
      if (!places.contains(piece.file())) {
        continue;
      }
      if (left <= 0) {
        tasks.add(new ArrayList<>());
        left = length;
      }
      tasks.get(tasks.size() - 1).add(piece);
      long to = Math.min(piece.to(), files.files().get(piece.file()).length());
      // To open a file takes time too.
      left -= Math.max(to - piece.from(), length / 1024);
    }
    return tasks;
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
