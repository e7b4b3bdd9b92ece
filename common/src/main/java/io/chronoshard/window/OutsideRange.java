package io.chronoshard.window;

import io.chronoshard.block.Block;
import io.chronoshard.grid.Slice;
import io.chronoshard.scale.Ranges;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * Finds windows that read inputs beyond the ranges of the training part: a network has never seen
 * their like.
 *
 * @param shape of the windows
 * @param names of the input columns
 * @param ranges of scaled inputs
 */
public record OutsideRange(WindowShape shape, List<String> names, Ranges ranges) {

  /** Copies the names. */
  public OutsideRange {
    names = List.copyOf(names);
  }

  /**
   * Of each window of a block with scaled inputs, the places of the inputs that leave their range
   * in one of its rows, ascending; in time proportional to the block's steps.
   */
  public List<List<Integer>> of(BlockWindows windows) {
    Block block = windows.block();
    int[] origins = windows.origins();
    List<List<Integer>> found = new ArrayList<>(Collections.nCopies(origins.length, List.of()));
    int before = Math.toIntExact(block.coreFrom() - block.inputs().fromStep());
    for (int input = 0; origins.length > 0 && input < names.size(); input++) {
      if (isLeft(block.inputs(), input)) {
        boolean[] leaves = new boolean[origins.length];
        for (Rows rows : shape.known()) {
          if (rows.reads(input)) {
            find(block.inputs(), rows, input, before, origins, leaves);
          }
        }
        for (int window = 0; window < origins.length; window++) {
          if (leaves[window]) {
            List<Integer> left = new ArrayList<>(found.get(window));
            left.add(input);
            found.set(window, left);
          }
        }
      }
    }
    return found;
  }

  /** Marks the windows of which an input's rows leave its range. */
  private void find(
      Slice inputs, Rows rows, int input, int before, int[] origins, boolean[] leaves) {
    int[] inside = rowsInside(inputs, rows, input);
    for (int window = 0; window < origins.length; window++) {
      leaves[window] |= inside[before + origins[window] + rows.last()] < rows.count();
    }
  }

  private boolean isLeft(Slice inputs, int input) {
    Ranges.Range range = ranges.inputs().get(input);
    float[] values = inputs.values();
    for (int i = input; i < values.length; i += inputs.width()) {
      if (range.isLeftBy(values[i])) {
        return true;
      }
    }
    return false;
  }

  /** For each step, how many rows inside the range, or that do not count, end there. */
  private int[] rowsInside(Slice inputs, Rows rows, int input) {
    Ranges.Range range = ranges.inputs().get(input);
    IntPredicate counts = rows.isMasked() ? new KnownRows(inputs, rows)::at : step -> true;
    int[] inside = new int[inputs.steps()];
    for (int step = 0; step < inside.length; step++) {
      boolean leaves = range.isLeftBy(inputs.values()[step * inputs.width() + input]);
      if (!leaves || !counts.test(step)) {
        inside[step] = 1 + (step >= rows.apart() ? inside[step - rows.apart()] : 0);
      }
    }
    return inside;
  }
}
