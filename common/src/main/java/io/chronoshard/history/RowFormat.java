package io.chronoshard.history;

import java.nio.charset.Charset;
import java.time.ZoneId;
import java.util.List;

/**
 * How the rows of all files are read; made of plain values, for it travels.
 *
 * @param separator stands between cells
 * @param quote stands around cells that hold a separator
 * @param charset name of the files' character set
 * @param firstLine what the first line of a file that is not blank holds
 * @param timePattern as {@code history.time.pattern} writes it
 * @param zone of times that name none
 * @param missing what stands for a missing value
 * @param singleSeries name of the series where no column names it
 * @param layouts the different layouts of files
 * @param layoutOfFile each file's layout, by the file's place in the sorted list of files
 */
public record RowFormat(
    char separator,
    char quote,
    String charset,
    FirstLine firstLine,
    String timePattern,
    String zone,
    List<String> missing,
    String singleSeries,
    List<RowLayout> layouts,
    int[] layoutOfFile) {

  /** What the first line of a file is. */
  public enum FirstLine {
    HEADER,
    ROW
  }

  /** Copies the lists. */
  public RowFormat {
    missing = List.copyOf(missing);
    layouts = List.copyOf(layouts);
  }

  /** Values of a row. */
  public int channels() {
    return layouts.get(0).channels().length;
  }

  RowLayout layout(int file) {
    return layouts.get(layoutOfFile[file]);
  }

  Charset characters() {
    return Charset.forName(charset);
  }

  TimeFormat timeFormat() {
    return TimeFormat.of(timePattern, ZoneId.of(zone));
  }
}
