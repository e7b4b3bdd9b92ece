package io.chronoshard.jobs.ingest;

import io.chronoshard.history.Piece;
import io.chronoshard.history.Readings;
import io.chronoshard.history.ReadingsBuilder;
import io.chronoshard.history.RowFormat;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a partition of a table, piece by piece, packed into batches. A row begins with its
 * file's path as a URI, where its piece of the file begins, that piece's length and the file's;
 * rows of a piece follow each other.
 */
final class TableReadings implements Iterator<Readings> {

  private final Iterator<InternalRow> rows;
  private final TableCells cells;
  private final Map<String, Integer> fileNumbers;
  private final ReadingsBuilder builder;
  private UTF8String path = UTF8String.EMPTY_UTF8;
  private long pieceFrom = -1;
  private @Nullable InternalRow ahead;

  TableReadings(
      Iterator<InternalRow> rows,
      TableCells cells,
      RowFormat rowFormat,
      Map<String, Integer> fileNumbers,
      String format) {
    this.rows = new ReaderRows(rows, format);
    this.cells = cells;
    this.fileNumbers = fileNumbers;
    this.builder = new ReadingsBuilder(rowFormat);
  }

  @Override
  public boolean hasNext() {
    return ahead != null || rows.hasNext() || !builder.isEmpty();
  }

  @Override
  public Readings next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    while (!builder.isFull() && (ahead != null || rows.hasNext())) {
      InternalRow row = ahead == null ? rows.next() : ahead;
      ahead = null;
      if (!isOfPiece(row)) {
        if (!builder.isEmpty()) {
          // Spark hands out the same row again and again, but not before it is asked for the next.
          ahead = row;
          break;
        }
        begin(row);
      }
      cells.set(row);
      builder.add(cells);
    }
    return builder.build();
  }

  private boolean isOfPiece(InternalRow row) {
    return row.getLong(1) == pieceFrom && row.getUTF8String(0).equals(path);
  }

  private void begin(InternalRow row) {
    path = row.getUTF8String(0).clone();
    pieceFrom = row.getLong(1);
    Integer file = fileNumbers.get(path.toString());
    if (file == null) {
      throw new IllegalStateException("nobody asked for " + path);
    }
    long to = pieceFrom + row.getLong(2);
    builder.begin(new Piece(file, pieceFrom, to >= row.getLong(3) ? Long.MAX_VALUE : to));
  }
}
