package io.chronoshard.jobs.ingest;

import io.chronoshard.config.TimeAxis.Kind;
import io.chronoshard.grid.PieceIterator;
import io.chronoshard.grid.PieceRows;
import io.chronoshard.grid.RowNumbers;
import io.chronoshard.grid.RowNumbers.Piece;
import io.chronoshard.history.Readings;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.apache.spark.Partitioner;
import org.apache.spark.api.java.JavaRDD;
import scala.Tuple2;

/**
 * One series in a piece of a file. Where there are too many of them to know in one place, what
 * comes before each is found series by series, and brought back to the task that reads the piece.
 *
 * @param task the number of that task
 * @param file the file's place in the sorted list of files
 * @param from where the piece begins, in bytes
 * @param value what the piece has of the series, or what comes before it
 */
record SeriesPiece(int task, int file, long from, String series, long value) {

  /** What comes before each piece, in the partition of its rows. */
  static JavaRDD<SeriesPiece> before(JavaRDD<Readings> readings, Kind kind) {
    return readings
        .mapPartitionsWithIndex((task, batches) -> of(task, batches, kind), true)
        .mapToPair(piece -> new Tuple2<>(piece.series, piece))
        .groupByKey()
        .flatMapToPair(all -> before(all._2, kind))
        .partitionBy(new Tasks(readings.getNumPartitions()))
        .values()
        .setName("rows before each piece");
  }

  private static Iterator<SeriesPiece> of(int task, Iterator<Readings> batches, Kind kind) {
    PieceIterator pieces = new PieceIterator(batches, kind);
    return new Iterator<>() {

      private Iterator<SeriesPiece> series = Collections.emptyIterator();

      @Override
      public boolean hasNext() {
        while (!series.hasNext() && pieces.hasNext()) {
          PieceRows piece = pieces.next();
          series =
              piece.series().entrySet().stream()
                  .map(
                      one ->
                          new SeriesPiece(
                              task, piece.file(), piece.from(), one.getKey(), one.getValue()))
                  .iterator();
        }
        return series.hasNext();
      }

      @Override
      public SeriesPiece next() {
        if (!hasNext()) {
          throw new NoSuchElementException();
        }
        return series.next();
      }
    };
  }

  /** What comes before one series in each of its pieces. */
  private static Iterator<Tuple2<Integer, SeriesPiece>> before(
      Iterable<SeriesPiece> all, Kind kind) {
    List<PieceRows> pieces = new ArrayList<>();
    all.forEach(
        one -> pieces.add(new PieceRows(one.file, one.from, Map.of(one.series, one.value))));
    RowNumbers numbers = RowNumbers.of(kind, pieces);
    List<Tuple2<Integer, SeriesPiece>> before = new ArrayList<>();
    for (SeriesPiece one : all) {
      Long value =
          numbers.first().getOrDefault(new Piece(one.file, one.from), Map.of()).get(one.series);
      if (value != null) {
        before.add(
            new Tuple2<>(
                one.task, new SeriesPiece(one.task, one.file, one.from, one.series, value)));
      }
    }
    return before.iterator();
  }

  /** What comes before the pieces of one task. */
  static RowNumbers numbers(Iterator<SeriesPiece> ofTask) {
    Map<Piece, Map<String, Long>> numbers = new HashMap<>();
    ofTask.forEachRemaining(
        one ->
            numbers
                .computeIfAbsent(new Piece(one.file, one.from), first -> new HashMap<>())
                .put(one.series, one.value));
    return new RowNumbers(numbers);
  }

  /** A partition for each task. */
  private static final class Tasks extends Partitioner {

    private static final long serialVersionUID = 1L;

    private final int tasks;

    Tasks(int tasks) {
      this.tasks = tasks;
    }

    @Override
    public int numPartitions() {
      return tasks;
    }

    @Override
    public int getPartition(Object task) {
      return (Integer) task;
    }
  }
}
