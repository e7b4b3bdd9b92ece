package io.chronoshard.jobs.retrain;

import io.chronoshard.block.Block;
import io.chronoshard.block.BlockId;
import io.chronoshard.config.ChosenWindows;
import io.chronoshard.config.VersionChoice;
import io.chronoshard.jobs.spark.HistoryTable;
import io.chronoshard.jobs.spark.OpenedVersion;
import io.chronoshard.jobs.spark.PartitionValues;
import io.chronoshard.jobs.spark.Sessions;
import io.chronoshard.jobs.spark.SparkScores;
import io.chronoshard.registry.ModelRegistry;
import io.chronoshard.registry.TableSnapshot;
import io.chronoshard.registry.TableSnapshots;
import io.chronoshard.score.Score;
import io.chronoshard.split.Parts;
import io.chronoshard.window.WindowLayout;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.SparkSession;

/**
 * Errors of versions on each day of the year: the mean of the absolute errors of the forecasts that
 * are made on it, six hours ahead.
 *
 * @param readings that are forecast
 * @param table the history table that holds them
 */
record YearErrors(YearOfReadings readings, Path table) {

  private static final long STEP_MILLIS = 24 * 3_600_000L / YearOfReadings.OF_DAY;

  /** The last day ends before its last target. */
  static final int DAYS = YearOfReadings.DAYS - 1;

  /** Of some versions, by their numbers. */
  TreeMap<Integer, double[]> of(ModelRegistry registry, List<Integer> versions) {
    TableSnapshot snapshot =
        TableSnapshots.of(table.toString(), Sessions.hadoop()).latest().orElseThrow();
    TreeMap<Integer, double[]> errors = new TreeMap<>();
    SparkConf conf = new SparkConf().setMaster("local[1]").set("spark.ui.enabled", "false");
    try (SparkSession spark = Sessions.open("errors", conf)) {
      for (int version : versions) {
        errors.put(
            version,
            errors(
                scores(
                    spark,
                    snapshot,
                    OpenedVersion.of(
                        registry.version(new VersionChoice.Numbered(version)),
                        snapshot.history()))));
      }
    }
    return errors;
  }

  private List<Score> scores(SparkSession spark, TableSnapshot snapshot, OpenedVersion version) {
    WindowLayout layout =
        WindowLayout.forScoring(
            version.history(),
            version.features(),
            version.shape(),
            Parts.allTest(version.history()));
    NavigableMap<BlockId, Integer> dealt =
        version.deal(layout, 1, SparkScores.origins(layout, ChosenWindows.ALL));
    JavaRDD<Block> blocks =
        new HistoryTable(spark, table.toString(), snapshot, version.history())
            .blocks(layout, dealt, 1);
    PartitionValues counts = new PartitionValues();
    spark.sparkContext().register(counts, "windows");
    return SparkScores.score(blocks, layout, version, ChosenWindows.ALL, 256, counts).collect();
  }

  private double[] errors(List<Score> scores) {
    long begin = first();
    double[] errors = new double[DAYS];
    for (Score score : scores) {
      int day = Math.toIntExact(Math.floorDiv(score.originStep() - begin, YearOfReadings.OF_DAY));
      if (day >= 0 && day < DAYS) {
        double actual = readings.temperature(Math.toIntExact(score.targetStep() - begin));
        errors[day] += Math.abs(score.forecast() - actual) / YearOfReadings.OF_DAY;
      }
    }
    return errors;
  }

  private static long first() {
    return YearOfReadings.FIRST.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli()
        / STEP_MILLIS;
  }

  /** Of the forecast that it stays as it is. */
  double[] naive() {
    double[] errors = new double[DAYS];
    for (int step = 0; step < DAYS * YearOfReadings.OF_DAY; step++) {
      errors[step / YearOfReadings.OF_DAY] +=
          Math.abs(readings.temperature(step + 1) - readings.temperature(step))
              / YearOfReadings.OF_DAY;
    }
    return errors;
  }
}
