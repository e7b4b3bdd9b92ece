package io.chronoshard.grid;

import io.chronoshard.config.TimeAxis.Kind;
import io.chronoshard.history.Readings;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * The rows of a piece of a file.
 *
 * @param file the file's place in the sorted list of files
 * @param from where the piece begins, in bytes
 * @param series by name, where rows are steps the number of rows, elsewhere the latest time
 */
public record PieceRows(int file, long from, Map<String, Long> series) {

  /** The piece of a batch, without any rows yet. */
  static PieceRows of(Readings batch) {
    return new PieceRows(batch.file(), batch.pieceFrom(), new HashMap<>());
  }

  /** Whether a batch is of this piece. */
  boolean isOf(Readings batch) {
    return batch.file() == file && batch.pieceFrom() == from;
  }

  /**
   * Whether pieces say anything of each other: a row is off its order behind rows of its file
   * alone.
   */
  static boolean isAsked(Readings batch, Kind kind) {
    return kind == Kind.ROWS || !batch.isOfWholeFile();
  }

  /** Adds the rows of a batch of this piece. */
  void add(Readings batch, Kind kind) {
    long[] ofSeries = new long[batch.seriesNames().size()];
    if (kind == Kind.ROWS) {
      for (int one : batch.series()) {
        ofSeries[one]++;
      }
    } else {
      Arrays.fill(ofSeries, Long.MIN_VALUE);
      for (int row = 0; row < batch.rows(); row++) {
        int one = batch.series()[row];
        ofSeries[one] = Math.max(ofSeries[one], batch.times()[row]);
      }
    }
    for (int i = 0; i < ofSeries.length; i++) {
      String name = batch.seriesNames().get(i);
      if (kind == Kind.ROWS) {
        series.merge(name, ofSeries[i], Long::sum);
      } else {
        series.merge(name, ofSeries[i], Math::max);
      }
    }
  }
}
