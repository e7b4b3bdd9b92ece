package io.chronoshard.jobs.ingest;

import io.chronoshard.history.DamagedFile;
import io.chronoshard.history.Readings;
import io.chronoshard.history.ReadingsBuilder;
import io.chronoshard.history.RowFormat;
import java.nio.charset.Charset;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a partition, piece by piece, packed into batches. A line is a row of its bytes, its
 * file's path as a URI and where its piece of the file begins; lines of a piece follow each other.
 */
final class PieceReader implements Iterator<Readings> {

  private final Iterator<InternalRow> lines;
  private final Map<String, Integer> fileNumbers;
  private final Charset charset;
  private final ReadingsBuilder builder;
  private UTF8String path = UTF8String.EMPTY_UTF8;
  private long pieceFrom = -1;
  private @Nullable InternalRow ahead;
  private boolean isBroken;

  PieceReader(Iterator<InternalRow> lines, RowFormat format, Map<String, Integer> fileNumbers) {
    this.lines = lines;
    this.fileNumbers = fileNumbers;
    this.charset = Charset.forName(format.charset());
    this.builder = new ReadingsBuilder(format);
  }

  @Override
  public boolean hasNext() {
    return ahead != null || isLineAhead() || !builder.isEmpty();
  }

  @Override
  public Readings next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    while (!builder.isFull() && (ahead != null || isLineAhead())) {
      InternalRow line = ahead == null ? lines.next() : ahead;
      ahead = null;
      if (!isOfPiece(line)) {
        if (!builder.isEmpty()) {
          // Spark hands out the same row again and again, but not before it is asked for the next.
          ahead = line;
          break;
        }
        begin(line);
      }
      builder.add(new String(line.getBinary(0), charset));
    }
    return builder.build();
  }

  /** Scala throws what Java would have it declare: a file's end that comes too early, for one. */
  private boolean isLineAhead() {
    try {
      return !isBroken && lines.hasNext();
    } catch (Exception e) {
      if (!DamagedFile.isBehind(e)) {
        throw e;
      }
      isBroken = true;
      builder.breakOff(String.valueOf(e.getMessage()));
      return false;
    }
  }

  private boolean isOfPiece(InternalRow line) {
    return line.getLong(2) == pieceFrom && line.getUTF8String(1).equals(path);
  }

  private void begin(InternalRow line) {
    path = line.getUTF8String(1).clone();
    pieceFrom = line.getLong(2);
    Integer file = fileNumbers.get(path.toString());
    if (file == null) {
      throw new IllegalStateException("nobody asked for " + path);
    }
    builder.begin(file, pieceFrom);
  }
}
