package io.chronoshard.window;

import io.chronoshard.grid.Slice;
import io.chronoshard.scale.Scaler;
import io.chronoshard.scale.TargetScaler;
import java.util.List;

/** The targets of one head of a minibatch's windows: {@code [sample][row][target]}. */
final class HeadMemory {

  private final Rows rows;
  private final TargetScaler scaler;
  private final int[] columns;
  private final float[] values;

  HeadMemory(int capacity, Rows rows, TargetScaler scaler) {
    this.rows = rows;
    this.scaler = scaler;
    this.columns = rows.columns(scaler.width());
    this.values = new float[Math.multiplyExact(capacity, rows.values(scaler.width()))];
  }

  float[] values() {
    return values;
  }

  /** Copies a window's targets, each scaled by its column's map. */
  void copy(Slice targets, List<Scaler.Column> maps, long origin, int sample) {
    int target = sample * rows.count() * columns.length;
    for (int row = 0; row < rows.count(); row++) {
      long step = origin + rows.at(row);
      for (int column : columns) {
        values[target++] = scaler.scale(column, maps.get(column), targets, origin, step);
      }
    }
  }
}
