package io.chronoshard.window;

import io.chronoshard.grid.Slice;
import java.util.Arrays;

/**
 * One input of a minibatch's windows: {@code [sample][row][column]}. A row that does not count
 * holds zeros, as Keras' {@code Masking} gives on, and so does what is filled in.
 */
final class InputMemory {

  private final Rows rows;

  /** Columns of a block. */
  private final int width;

  /** Places of those that are taken, where not all are. */
  private final int[] chosen;

  private final float[] values;

  /** {@code [sample][row]}: 1 where a row counts, else 0; empty where all do. */
  private final float[] mask;

  InputMemory(int capacity, Rows rows, int width) {
    this.rows = rows;
    this.width = width;
    this.chosen = rows.columns().isEmpty() ? new int[0] : rows.columns(width);
    this.values = new float[Math.multiplyExact(capacity, rows.values(width))];
    this.mask = new float[rows.isMasked() ? Math.multiplyExact(capacity, rows.count()) : 0];
  }

  float[] values() {
    return values;
  }

  float[] mask() {
    return mask;
  }

  void copy(Slice slice, long origin, int sample) {
    copyRows(slice, origin, sample);
    if (mask.length > 0) {
      mask(sample);
    } else if (rows.isFilled()) {
      fill(sample);
    }
  }

  /** Finds which rows of a sample count. */
  private void mask(int sample) {
    int row = rows.width(width);
    int at = sample * rows.count();
    for (int end = at + rows.count(); at < end; at++) {
      boolean counts = true;
      for (int i = at * row; i < (at + 1) * row; i++) {
        counts &= !Float.isNaN(values[i]);
      }
      mask[at] = counts ? 1 : 0;
      if (!counts) {
        Arrays.fill(values, at * row, (at + 1) * row, 0);
      }
    }
  }

  /** Puts zeros where a sample is unknown: no other columns than those to be filled in are. */
  private void fill(int sample) {
    int size = rows.values(width);
    for (int i = sample * size; i < (sample + 1) * size; i++) {
      if (Float.isNaN(values[i])) {
        values[i] = 0;
      }
    }
  }

  private void copyRows(Slice slice, long origin, int sample) {
    int first = Math.toIntExact(origin + rows.first() - slice.fromStep());
    if (chosen.length > 0) {
      copyChosen(slice.values(), first * width, sample);
      return;
    }
    int length = rows.count();
    int target = sample * length * width;
    if (rows.apart() == 1) {
      System.arraycopy(slice.values(), first * width, values, target, length * width);
      return;
    }
    // All in locals: a field would be read anew after each row, which costs a fifth of the speed.
    int row = width;
    float[] from = slice.values();
    float[] to = values;
    int source = first * row;
    int apart = rows.apart() * row;
    for (int copied = 0; copied < length; copied++) {
      System.arraycopy(from, source, to, target, row);
      source += apart;
      target += row;
    }
  }

  private void copyChosen(float[] from, int source, int sample) {
    int[] columns = chosen;
    float[] to = values;
    int length = rows.count();
    int apart = rows.apart() * width;
    int target = sample * length * columns.length;
    int row = source;
    for (int copied = 0; copied < length; copied++) {
      for (int column : columns) {
        to[target++] = from[row + column];
      }
      row += apart;
    }
  }
}
