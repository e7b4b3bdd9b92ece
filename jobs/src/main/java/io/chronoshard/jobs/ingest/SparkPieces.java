package io.chronoshard.jobs.ingest;

import io.chronoshard.history.ChannelNames;
import io.chronoshard.history.HistoryFiles;
import io.chronoshard.history.InputFile;
import io.chronoshard.history.Piece;
import io.chronoshard.history.PieceReadings.FilePaths;
import io.chronoshard.history.RowFormat;
import io.chronoshard.jobs.spark.page.NamedJobs;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;

/** Pieces of text files, read by executors. */
final class SparkPieces {

  /** As Spark cuts files: pieces are not longer, nor shorter where there are cores to spare. */
  private static final long LONGEST = 128L << 20;

  private static final long SHORTEST = 4L << 20;

  private SparkPieces() {}

  /** Makes something of the pieces that a task has. */
  interface PieceReader<T> extends Serializable {
    Iterator<T> read(
        Iterator<Piece> pieces, RowFormat format, FilePaths paths, Configuration hadoop);
  }

  /**
   * What is made of the pieces of files.
   *
   * @param places which of the files
   */
  static <T> JavaRDD<T> read(
      SparkSession spark, HistoryFiles files, Set<Integer> places, PieceReader<T> reader) {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
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
              return reader.read(
                  pieces.iterator(), format.value(), paths.value()::get, hadoop.value().value());
            });
  }

  /** Pieces of files, dealt to tasks of about the same length. */
  private static List<List<Piece>> tasks(HistoryFiles files, Set<Integer> places, int cores) {
    long bytes = places.stream().mapToLong(place -> files.files().get(place).length()).sum();
    long length = Math.min(LONGEST, Math.max(SHORTEST, bytes / cores + 1));
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

  /** The first names of channels in the rows of files. */
  static List<String> channelNames(SparkSession spark, HistoryFiles files) {
    NamedJobs.begin(spark.sparkContext(), "ingest: look for channels");
    Set<Integer> all = IntStream.range(0, files.files().size()).boxed().collect(Collectors.toSet());
    return read(
            spark,
            files,
            all,
            (pieces, format, paths, hadoop) ->
                List.of(ChannelNames.of(pieces, format, paths, hadoop)).iterator())
        .treeReduce(ChannelNames::plus);
  }
}
