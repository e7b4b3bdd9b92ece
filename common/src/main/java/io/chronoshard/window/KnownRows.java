package io.chronoshard.window;

import io.chronoshard.grid.Slice;

/** Of which origins some rows are known as a whole; looked up once for all steps of a slice. */
final class KnownRows {

  private final Slice slice;
  private final Rows rows;

  /** For each step, how many known rows end there, counted backward {@code apart} at a time. */
  private final int[] runs;

  KnownRows(Slice slice, Rows rows) {
    this.slice = slice;
    this.rows = rows;
    this.runs = new int[slice.steps()];
    int[] columns = rows.columns(slice.width());
    for (int step = 0; step < runs.length; step++) {
      if (isKnown(slice.values(), step * slice.width(), columns)) {
        runs[step] = 1 + (step >= rows.apart() ? runs[step - rows.apart()] : 0);
      }
    }
  }

  private static boolean isKnown(float[] values, int from, int[] columns) {
    for (int column : columns) {
      if (Float.isNaN(values[from + column])) {
        return false;
      }
    }
    return true;
  }

  /** Whether those of an origin are; the slice holds them all. */
  boolean of(long origin) {
    return runs[Math.toIntExact(origin + rows.last() - slice.fromStep())] >= rows.count();
  }
}
