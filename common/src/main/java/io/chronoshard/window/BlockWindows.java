package io.chronoshard.window;

import io.chronoshard.block.Block;
import io.chronoshard.grid.Slice;
import java.util.Arrays;
import java.util.List;

/**
 * The windows of one part whose origins lie in one block's core.
 *
 * @param block where their values are
 * @param origins offsets of the origins from the block's first step, ascending; four bytes are all
 *     that a window costs
 * @param counts how many were possible, and why some are not here
 */
public record BlockWindows(Block block, int[] origins, WindowCounts counts) {

  /** Which values a window must know to be used. */
  public enum Needs {
    /** Inputs and targets: training and evaluation. */
    INPUTS_AND_TARGETS,
    /** Inputs alone: scoring. */
    INPUTS
  }

  /**
   * Finds the windows of a block in time proportional to its steps.
   *
   * @param atOrigin target columns that are read at the origin, as if they were inputs
   */
  public static BlockWindows find(
      Block block, WindowShape shape, Origins allowed, Needs needs, List<Integer> atOrigin) {
    long first = allowed.firstFrom(block.coreFrom());
    long end = Math.min(block.coreTo(), allowed.to());
    if (first >= end) {
      return new BlockWindows(block, new int[0], WindowCounts.NONE);
    }
    int[] inputRuns = knownRuns(block.inputs(), shape.sampling());
    int[] targetRuns =
        needs == Needs.INPUTS_AND_TARGETS
            ? knownRuns(block.targets(), shape.spacing())
            : new int[0];
    int[] found = new int[Math.toIntExact((end - 1 - first) / allowed.stride() + 1)];
    int used = 0;
    int unknownInput = 0;
    int unknownTarget = 0;
    for (long origin = first; origin < end; origin += allowed.stride()) {
      if (inputRuns[index(block.inputs(), origin)] < shape.length()
          || !areKnown(block.targets(), origin, atOrigin)) {
        unknownInput++;
      } else if (needs == Needs.INPUTS_AND_TARGETS
          && targetRuns[index(block.targets(), origin + shape.ahead())] < shape.horizon()) {
        unknownTarget++;
      } else {
        found[used++] = (int) (origin - block.coreFrom());
      }
    }
    return new BlockWindows(
        block,
        Arrays.copyOf(found, used),
        new WindowCounts(found.length, used, unknownInput, unknownTarget));
  }

  private static boolean areKnown(Slice slice, long step, List<Integer> columns) {
    for (int column : columns) {
      if (Float.isNaN(slice.at(step, column))) {
        return false;
      }
    }
    return true;
  }

  private static int index(Slice slice, long step) {
    return Math.toIntExact(step - slice.fromStep());
  }

  /**
   * For each step, how many known rows end there, counted backward {@code apart} steps at a time.
   */
  private static int[] knownRuns(Slice slice, int apart) {
    int[] runs = new int[slice.steps()];
    float[] values = slice.values();
    int width = slice.width();
    for (int step = 0; step < runs.length; step++) {
      if (isKnown(values, step * width, width)) {
        runs[step] = 1 + (step >= apart ? runs[step - apart] : 0);
      }
    }
    return runs;
  }

  private static boolean isKnown(float[] values, int from, int width) {
    for (int i = from; i < from + width; i++) {
      if (Float.isNaN(values[i])) {
        return false;
      }
    }
    return true;
  }
}
