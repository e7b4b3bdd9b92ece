package io.chronoshard.jobs.spark;

import io.chronoshard.block.BlockId;

/**
 * Consecutive steps of the grid on their way to a block that reads them.
 *
 * @param place the block and the first step
 * @param values {@code [step][channel]}
 * @param millis the time of each step, where rows carry their own; else empty
 */
record Fragment(Place place, float[] values, long[] millis) {

  /** Where a fragment belongs; sorts by block, then by step. */
  record Place(BlockId block, long fromStep) implements Comparable<Place> {

    @Override
    public int compareTo(Place other) {
      int order = block.compareTo(other.block);
      return order != 0 ? order : Long.compare(fromStep, other.fromStep);
    }
  }
}
