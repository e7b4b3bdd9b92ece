package io.chronoshard.window;

import io.chronoshard.grid.Slice;

/** One input of a minibatch's windows: {@code [sample][row][column]}. */
final class InputMemory {

  private final Rows rows;

  /** Columns of a block. */
  private final int width;

  /** Places of those that are taken, where not all are. */
  private final int[] chosen;

  private final float[] values;

  InputMemory(int capacity, Rows rows, int width) {
    this.rows = rows;
    this.width = width;
    this.chosen = rows.columns().isEmpty() ? new int[0] : rows.columns(width);
    this.values = new float[Math.multiplyExact(capacity, rows.values(width))];
  }

  float[] values() {
    return values;
  }

  void copy(Slice slice, long origin, int sample) {
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
