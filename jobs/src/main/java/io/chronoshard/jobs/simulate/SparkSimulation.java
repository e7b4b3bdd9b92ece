package io.chronoshard.jobs.simulate;

import io.chronoshard.config.SimulateSettings;
import io.chronoshard.error.StorageException;
import io.chronoshard.jobs.spark.page.NamedJobs;
import io.chronoshard.simulate.FaultCounts;
import io.chronoshard.simulate.SimulatedFile;
import io.chronoshard.simulate.Simulation;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;
import scala.Tuple2;

/** Writes a simulation's files on executors, each file in one task, whole and from nothing. */
final class SparkSimulation {

  private static final int MOST_TASKS = 10_000;
  private static final int BUFFER_BYTES = 1 << 16;

  private final SimulateSettings settings;
  private final Path folder;

  /** Writes into a folder that is there and empty. */
  SparkSimulation(SimulateSettings settings, Path folder) {
    this.settings = settings;
    this.folder = folder;
  }

  /** Writes all files; returns what was written, by the number of the series. */
  SortedMap<Integer, WrittenFiles> write(SparkSession session) {
    JavaSparkContext spark = JavaSparkContext.fromSparkContext(session.sparkContext());
    Broadcast<SimulateSettings> plan = spark.broadcast(settings);
    Broadcast<SerializableConfiguration> hadoop =
        spark.broadcast(new SerializableConfiguration(spark.hadoopConfiguration()));
    String target = folder.toString();
    long files = new Simulation(settings).files();
    int tasks = (int) Math.min(files, MOST_TASKS);
    NamedJobs.begin(spark, "simulate: write files");
    try {
      return new TreeMap<>(
          session
              .sparkContext()
              .range(0, files, 1, tasks)
              .toJavaRDD()
              .setName("files")
              .mapToPair(
                  number ->
                      written(
                          new Simulation(plan.value()),
                          (Long) number,
                          new Path(target),
                          hadoop.value().value()))
              .reduceByKey(WrittenFiles::plus, Math.min(tasks, settings.series()))
              .collectAsMap());
    } finally {
      NamedJobs.end(spark);
    }
  }

  private static Tuple2<Integer, WrittenFiles> written(
      Simulation simulation, long number, Path folder, Configuration hadoop) {
    SimulatedFile file = simulation.file(number);
    Path path = new Path(folder, file.name());
    // A task that was taken for dead may not make the folder anew, so its parent must be there.
    try (FSDataOutputStream storage =
        fileSystem(path, hadoop).createFile(path).overwrite(true).build()) {
      FaultCounts counts = write(simulation, file, storage, hadoop);
      return new Tuple2<>(file.series(), new WrittenFiles(counts, 1, storage.getPos()));
    } catch (IOException e) {
      throw new StorageException(
          "cannot write "
              + path
              + ": "
              + e.getMessage()
              + "; check that there is room and that this user may write there",
          e);
    }
  }

  private static FaultCounts write(
      Simulation simulation, SimulatedFile file, FSDataOutputStream storage, Configuration hadoop)
      throws IOException {
    if (simulation.settings().format() == SimulateSettings.Format.PARQUET) {
      try (ParquetRows rows =
          new ParquetRows(
              simulation.settings(), simulation.seriesCell(file.series()), storage, hadoop)) {
        FaultCounts counts = simulation.write(file, rows);
        return counts;
      }
    }
    OutputStream out = new BufferedOutputStream(storage, BUFFER_BYTES);
    FaultCounts counts = simulation.write(file, out);
    out.flush();
    return counts;
  }

  /** Local files are plain: no {@code .crc} beside them. */
  static FileSystem fileSystem(Path path, Configuration hadoop) throws IOException {
    FileSystem files = path.getFileSystem(hadoop);
    return files instanceof LocalFileSystem checksummed ? checksummed.getRaw() : files;
  }
}
