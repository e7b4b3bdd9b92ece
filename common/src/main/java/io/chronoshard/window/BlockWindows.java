package io.chronoshard.window;

import io.chronoshard.block.Block;
import io.chronoshard.grid.Slice;
import java.util.ArrayList;
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
    List<KnownRows> inputs = new ArrayList<>(known(block.inputs(), shape.known()));
    if (!atOrigin.isEmpty()) {
      inputs.add(new KnownRows(block.targets(), Rows.atOrigin(atOrigin)));
    }
    List<KnownRows> targets =
        needs == Needs.INPUTS_AND_TARGETS ? known(block.targets(), shape.heads()) : List.of();
    int[] found = new int[Math.toIntExact((end - 1 - first) / allowed.stride() + 1)];
    int used = 0;
    int unknownInput = 0;
    int unknownTarget = 0;
    for (long origin = first; origin < end; origin += allowed.stride()) {
      if (!areKnown(inputs, origin)) {
        unknownInput++;
      } else if (!areKnown(targets, origin)) {
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

  /** The last of these windows alone, or none where there is none; the account is that of all. */
  public BlockWindows newest() {
    return new BlockWindows(
        block, origins.length == 0 ? origins : new int[] {origins[origins.length - 1]}, counts);
  }

  private static List<KnownRows> known(Slice slice, List<Rows> all) {
    return all.stream().map(rows -> new KnownRows(slice, rows)).toList();
  }

  private static boolean areKnown(List<KnownRows> all, long origin) {
    for (KnownRows rows : all) {
      if (!rows.of(origin)) {
        return false;
      }
    }
    return true;
  }
}
