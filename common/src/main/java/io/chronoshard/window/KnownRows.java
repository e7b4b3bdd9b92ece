package io.chronoshard.window;

import io.chronoshard.grid.Slice;
import java.util.Arrays;
import java.util.function.IntPredicate;

/**
 * Of which origins enough of some rows is known; looked up once for all steps of a slice.
 *
 * <p>For each step it counts how many rows in a row end there, {@code apart} steps from one to the
 * next: those that are known, and those of whose means to be filled in nothing is.
 */
final class KnownRows {

  private final Slice slice;
  private final Rows rows;
  private final int[] known;

  /** Empty where nothing is filled in. */
  private final int[] blank;

  KnownRows(Slice slice, Rows rows) {
    this.slice = slice;
    this.rows = rows;
    int[] columns = rows.columns(slice.width());
    int[] filled = rows.filled(slice.width());
    int[] needed = without(columns, filled);
    this.known = runs(step -> isKnown(step, needed));
    this.blank = filled.length == 0 ? new int[0] : runs(step -> isBlank(step, filled));
  }

  private static int[] without(int[] columns, int[] filled) {
    return filled.length == 0
        ? columns
        : Arrays.stream(columns)
            .filter(column -> Arrays.stream(filled).noneMatch(one -> one == column))
            .toArray();
  }

  private int[] runs(IntPredicate goesOn) {
    int[] runs = new int[slice.steps()];
    for (int step = 0; step < runs.length; step++) {
      if (goesOn.test(step)) {
        runs[step] = 1 + (step >= rows.apart() ? runs[step - rows.apart()] : 0);
      }
    }
    return runs;
  }

  private boolean isKnown(int step, int[] columns) {
    for (int column : columns) {
      if (Float.isNaN(slice.values()[step * slice.width() + column])) {
        return false;
      }
    }
    return true;
  }

  private boolean isBlank(int step, int[] columns) {
    for (int column : columns) {
      if (!Float.isNaN(slice.values()[step * slice.width() + column])) {
        return false;
      }
    }
    return true;
  }

  /** Whether those of an origin are; the slice holds them all. */
  boolean of(long origin) {
    int last = Math.toIntExact(origin + rows.last() - slice.fromStep());
    return known[last] >= rows.least() && (blank.length == 0 || blank[last] < rows.count());
  }

  /** Whether the row at a step of the slice, counted from its first, is known. */
  boolean at(int step) {
    return known[step] > 0;
  }
}
