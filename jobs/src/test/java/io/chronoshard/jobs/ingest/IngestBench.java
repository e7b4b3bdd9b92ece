package io.chronoshard.jobs.ingest;

import io.chronoshard.config.Configuration;
import io.chronoshard.grid.GridTable;
import io.chronoshard.grid.History;
import io.chronoshard.grid.StepTimes;
import io.chronoshard.history.HistoryFiles;
import io.chronoshard.history.InputFile;
import io.chronoshard.jobs.spark.Sessions;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/**
 * Where ingests are tried without the command line: by Spark in small pieces, and by plain Java.
 */
record IngestBench(SparkSession spark) implements AutoCloseable {

  /**
   * With a Spark that reads small files in many pieces.
   *
   * @param pieceBytes the most that a piece has
   */
  static IngestBench open(int pieceBytes) {
    return new IngestBench(
        Sessions.open(
            "laws of ingest",
            new SparkConf()
                .setMaster("local[2]")
                .set("spark.ui.enabled", "false")
                .set("spark.sql.files.maxPartitionBytes", String.valueOf(pieceBytes))
                .set("spark.sql.files.openCostInBytes", String.valueOf(pieceBytes / 4))));
  }

  @Override
  public void close() {
    spark.stop();
  }

  /** The files of text or of a table. */
  HistoryFiles files(Configuration settings) {
    List<InputFile> listed = list(settings);
    return settings.history().isText()
        ? text(settings)
        : HistoryFiles.open(
            listed,
            settings.history(),
            settings.grid().index(),
            SparkTable.of(spark, listed, settings.history()),
            Sessions.hadoop());
  }

  private static List<InputFile> list(Configuration settings) {
    return HistoryFiles.list(settings.history(), Sessions.hadoop());
  }

  private static HistoryFiles text(Configuration settings) {
    return HistoryFiles.open(
        list(settings), settings.history(), settings.grid().index(), Sessions.hadoop());
  }

  /** What Spark does with files, in ranges of so many rows. */
  SparkIngest ingest(Configuration settings, HistoryFiles files, long rowsPerRange) {
    return new SparkIngest(
        list(settings),
        files,
        settings.history(),
        settings.grid(),
        rows -> rowsPerRange,
        note -> {});
  }

  /** The table of text files without Spark. */
  static GridTable inMemory(Configuration settings) {
    return GridTable.of(text(settings), settings.history(), settings.grid());
  }

  /** A table's rows. */
  static List<String> texts(GridTable table) {
    History history = table.result().history();
    return table.rows().stream()
        .map(
            row ->
                row.series()
                    + Math.floorDiv(row.step(), (long) history.blockSteps())
                    + "/"
                    + row.step()
                    + (row.time() == StepTimes.UNKNOWN ? "" : Instant.ofEpochMilli(row.time()))
                    + Arrays.toString(row.values()))
        .toList();
  }

  /** A table's rows as any reader of Parquet sees them. */
  List<String> texts(Path table, History history) {
    List<String> texts = new ArrayList<>();
    boolean timed = history.recordedTimes() != History.RecordedTimes.NONE;
    List<Row> rows =
        spark
            .read()
            .parquet(table.toString())
            .orderBy(functions.col("series"), functions.col("step"))
            .collectAsList();
    for (Row row : rows) {
      float[] values = new float[history.channels().size()];
      int first = row.size() - values.length;
      for (int i = 0; i < values.length; i++) {
        values[i] = row.isNullAt(first + i) ? Float.NaN : row.getFloat(first + i);
      }
      texts.add(
          row.getString(0)
              + row.getLong(1)
              + "/"
              + row.getLong(2)
              + (timed ? row.<Instant>getAs("time") : "")
              + Arrays.toString(values));
    }
    return texts;
  }
}
