package io.chronoshard.jobs.ingest;

import java.util.Iterator;
import org.apache.spark.sql.catalyst.InternalRow;

/**
 * The rows of a partition of a table, as Spark's reader hands them out. Nothing but the reader runs
 * in here: what it fails of is told by the file that it was reading.
 */
final class ReaderRows implements Iterator<InternalRow> {

  private final Iterator<InternalRow> rows;
  private final String format;

  ReaderRows(Iterator<InternalRow> rows, String format) {
    this.rows = rows;
    this.format = format;
  }

  @Override
  public boolean hasNext() {
    try {
      return rows.hasNext();
    } catch (Exception e) {
      // Scala throws what Java would have it declare.
      TableFailure.tell(e, format);
      throw e;
    } catch (OutOfMemoryError e) {
      throw TableFailure.noRoom(e, format);
    }
  }

  @Override
  public InternalRow next() {
    try {
      return rows.next();
    } catch (Exception e) {
      TableFailure.tell(e, format);
      throw e;
    } catch (OutOfMemoryError e) {
      throw TableFailure.noRoom(e, format);
    }
  }
}
