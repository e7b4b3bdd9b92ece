package io.chronoshard.grid;

import io.chronoshard.grid.RowScan.ChannelCells;
import io.chronoshard.grid.RowScan.FileRows;
import io.chronoshard.history.Readings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Counts the rows of one file, and what the cells of each channel hold. */
final class FileCells {

  private final int channels;
  private final long[] known;
  private final long[] missing;
  private final long[] outOfRange;
  private final float[] minimum;
  private final float[] maximum;
  private long begins;
  private long rows;
  private long unread;
  private long badRows;

  FileCells(int channels) {
    this.channels = channels;
    this.known = new long[channels];
    this.missing = new long[channels];
    this.outOfRange = new long[channels];
    this.minimum = new float[channels];
    this.maximum = new float[channels];
    Arrays.fill(minimum, Float.POSITIVE_INFINITY);
    Arrays.fill(maximum, Float.NEGATIVE_INFINITY);
  }

  /** Adds the next rows. */
  void add(Readings batch) {
    begins += batch.isFileBegin() ? 1 : 0;
    rows += batch.rows();
    unread += batch.unread();
    badRows += batch.badRows().count();
    float[] values = batch.values();
    int width = batch.width();
    for (int row = 0; row < batch.rows(); row++) {
      for (int channel = 0; channel < channels; channel++) {
        float value = values[row * width + channel];
        if (!Float.isNaN(value)) {
          known[channel]++;
          if (value < minimum[channel]) {
            minimum[channel] = value;
          }
          if (value > maximum[channel]) {
            maximum[channel] = value;
          }
        }
      }
    }
    for (int channel = 0; channel < channels; channel++) {
      missing[channel] += batch.cells().missing()[channel];
      outOfRange[channel] += batch.cells().outOfRange()[channel];
    }
  }

  /** What was counted. */
  FileRows rows() {
    List<ChannelCells> cells = new ArrayList<>();
    for (int i = 0; i < channels; i++) {
      cells.add(new ChannelCells(known[i], missing[i], outOfRange[i], minimum[i], maximum[i]));
    }
    return new FileRows(begins, rows, unread, badRows, cells);
  }
}
