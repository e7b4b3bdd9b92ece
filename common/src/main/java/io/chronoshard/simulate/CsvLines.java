package io.chronoshard.simulate;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A history's dialect of CSV: commas, a header, times as ISO 8601 in UTC, values with fixed
 * decimals, line feeds, nothing quoted. Builds one line at a time in memory that it keeps; serves
 * one thread.
 */
final class CsvLines {

  private static final long DAY_MILLIS = 86_400_000;
  private static final int LONGEST_NUMBER = 24;
  private static final int LONGEST_TIME = 32;

  /** How finely times are written. */
  enum TimeDigits {
    SECONDS,
    MILLISECONDS
  }

  private final List<SimulatedChannel> channels;
  private final String seriesColumn;
  private final byte[] seriesCell;
  private final byte[] marker;
  private final TimeDigits timeDigits;
  private final long[] powers;
  private final byte[] line;
  private int length;
  private long day = Long.MIN_VALUE;
  private byte[] date = new byte[0];

  /**
   * Lines of one series.
   *
   * @param series its name where the files hold several series, otherwise empty: no such column
   * @param marker stands for a missing value
   */
  CsvLines(List<SimulatedChannel> channels, String series, String marker, TimeDigits timeDigits) {
    this.channels = channels;
    this.seriesColumn = series.isEmpty() ? "" : "series,";
    this.seriesCell = (series.isEmpty() ? "" : series + ",").getBytes(UTF_8);
    this.marker = marker.getBytes(UTF_8);
    this.timeDigits = timeDigits;
    powers = channels.stream().mapToLong(c -> Decimals.power(c.decimals())).toArray();
    int cell = 1 + Math.max(LONGEST_NUMBER, this.marker.length);
    line = new byte[seriesCell.length + LONGEST_TIME + channels.size() * cell + 1];
  }

  /** The first line, with its end. */
  byte[] header() {
    return Stream.concat(
            Stream.of(seriesColumn + "time"), channels.stream().map(SimulatedChannel::name))
        .collect(Collectors.joining(",", "", "\n"))
        .getBytes(UTF_8);
  }

  /**
   * Builds a line, with its end.
   *
   * @param values one for each channel; NaN where the marker goes
   */
  CsvLines build(long millis, float[] values) {
    length = 0;
    append(seriesCell);
    appendTime(millis);
    for (int i = 0; i < values.length; i++) {
      line[length++] = ',';
      if (Float.isNaN(values[i])) {
        append(marker);
      } else {
        appendNumber(Decimals.scaled(values[i], powers[i]), i);
      }
    }
    line[length++] = '\n';
    return this;
  }

  /** The memory that holds the line, from 0 to {@link #length}. */
  byte[] bytes() {
    return line;
  }

  /** How long the line is. */
  int length() {
    return length;
  }

  /** The line in memory of its own. */
  byte[] copy() {
    return Arrays.copyOf(line, length);
  }

  private void append(byte[] text) {
    System.arraycopy(text, 0, line, length, text.length);
    length += text.length;
  }

  private void appendTime(long millis) {
    long wanted = Math.floorDiv(millis, DAY_MILLIS);
    if (wanted != day) {
      day = wanted;
      date = Instant.ofEpochMilli(day * DAY_MILLIS).toString().substring(0, 11).getBytes(UTF_8);
    }
    append(date);
    int ofDay = (int) Math.floorMod(millis, DAY_MILLIS);
    appendPadded(ofDay / 3_600_000, 2);
    line[length++] = ':';
    appendPadded(ofDay / 60_000 % 60, 2);
    line[length++] = ':';
    appendPadded(ofDay / 1000 % 60, 2);
    if (timeDigits == TimeDigits.MILLISECONDS) {
      line[length++] = '.';
      appendPadded(ofDay % 1000, 3);
    }
    line[length++] = 'Z';
  }

  private void appendNumber(long scaled, int channel) {
    if (scaled < 0) {
      line[length++] = '-';
    }
    long whole = Math.abs(scaled) / powers[channel];
    int digits = 1;
    for (long left = whole / 10; left > 0; left /= 10) {
      digits++;
    }
    appendPadded(whole, digits);
    int decimals = channels.get(channel).decimals();
    if (decimals > 0) {
      line[length++] = '.';
      appendPadded(Math.abs(scaled) % powers[channel], decimals);
    }
  }

  private void appendPadded(long number, int digits) {
    long rest = number;
    for (int i = length + digits - 1; i >= length; i--) {
      line[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    length += digits;
  }
}
