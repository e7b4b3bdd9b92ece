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
import io.chronoshard.history.PieceReadings;
import io.chronoshard.history.Readings;
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

/** The rows of files on executors, packed and kept, in memory or on disk, until this is closed. */
final class SparkReadings implements AutoCloseable {

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
                ? SparkPieces.read(spark, files, places, PieceReadings::new)
                : SparkTable.readings(spark, files, settings, places))
            .setName("readings")
            .persist(StorageLevel.MEMORY_AND_DISK_SER());
    return new SparkReadings(context, readings);
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
