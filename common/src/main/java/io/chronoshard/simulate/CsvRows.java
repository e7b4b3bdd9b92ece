package io.chronoshard.simulate;

import io.chronoshard.config.SimulateSettings;
import io.chronoshard.config.SimulateSettings.Csv;
import io.chronoshard.config.SimulateSettings.Shape;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/**
 * Rows as lines of CSV: the series where there are several, the time, and all channels, or the name
 * and the value of one.
 */
final class CsvRows implements RowOutput {

  private final boolean isLong;
  private final CsvText lines;
  private final TimeCell times;
  private final boolean hasSeries;
  private final byte[] series;
  private final byte[] marker;
  private final byte[][] names;
  private final int[] decimals;
  private final long[] powers;
  private final OutputStream out;

  /**
   * Rows of a file.
   *
   * @param series its name where the files hold several series, otherwise empty: no such column
   */
  CsvRows(
      SimulateSettings settings, List<SimulatedChannel> channels, String series, OutputStream out) {
    this.out = out;
    Csv dialect = settings.csv();
    isLong = settings.shape() == Shape.LONG;
    lines = new CsvText(dialect);
    times = new TimeCell(settings.timeText(), dialect.quote());
    hasSeries = !series.isEmpty();
    this.series = lines.quoted(series);
    Marker mark = new Marker(settings.faults().marker());
    marker = mark.isText() ? lines.quoted(mark.text()) : TextBuffer.utf8(mark.text());
    names = channels.stream().map(c -> lines.quoted(c.name())).toArray(byte[][]::new);
    decimals = channels.stream().mapToInt(SimulatedChannel::decimals).toArray();
    powers = channels.stream().mapToLong(c -> Decimals.power(c.decimals())).toArray();
  }

  /** Writes the lines before the rows: a comment and the columns' names, where they are wanted. */
  CsvRows begin(Csv dialect) throws IOException {
    TextBuffer text = lines.text();
    text.clear();
    if (!dialect.comment().isEmpty()) {
      lines.comment(dialect.comment() + " made up by simulate");
    }
    if (dialect.header()) {
      if (hasSeries) {
        lines.cell(lines.quoted("series"));
      }
      lines.cell(lines.quoted("time"));
      if (isLong) {
        lines.cell(lines.quoted("channel")).cell(lines.quoted("value"));
      } else {
        for (byte[] name : names) {
          lines.cell(name);
        }
      }
      lines.endLine();
    }
    out.write(text.bytes(), 0, text.length());
    return this;
  }

  @Override
  public void write(long millis, float[] values, int copies) throws IOException {
    TextBuffer text = lines.text();
    text.clear();
    if (hasSeries) {
      lines.cell(series);
    }
    lines.cell(times, millis);
    if (isLong) {
      lines.keep();
    }
    for (int channel = 0; channel < values.length; channel++) {
      if (isLong) {
        if (channel > 0) {
          lines.beginWithKept();
        }
        lines.cell(names[channel]);
        value(channel, values[channel]);
        lines.endLine();
      } else {
        value(channel, values[channel]);
      }
    }
    if (!isLong) {
      lines.endLine();
    }
    for (int i = 0; i < copies; i++) {
      out.write(text.bytes(), 0, text.length());
    }
  }

  private void value(int channel, float value) {
    if (Float.isNaN(value)) {
      lines.cell(marker);
    } else {
      lines.number(Decimals.scaled(value, powers[channel]), powers[channel], decimals[channel]);
    }
  }
}
