package io.chronoshard.jobs.ingest;

import io.chronoshard.history.ChannelNames;
import io.chronoshard.history.RowFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.unsafe.types.UTF8String;

/** The names of channels in a partition of a table, whose rows begin with their file's path. */
final class TableNames {

  private TableNames() {}

  static List<String> of(
      Iterator<InternalRow> read,
      TableCells cells,
      RowFormat rowFormat,
      Map<String, Integer> fileNumbers,
      String format) {
    ChannelNames names = new ChannelNames(rowFormat);
    ReaderRows rows = new ReaderRows(read, format);
    UTF8String path = UTF8String.EMPTY_UTF8;
    while (rows.hasNext()) {
      InternalRow row = rows.next();
      if (!row.getUTF8String(0).equals(path)) {
        path = row.getUTF8String(0).clone();
        names.begin(Objects.requireNonNull(fileNumbers.get(path.toString())));
      }
      cells.set(row);
      names.add(cells);
    }
    return names.first();
  }
}
