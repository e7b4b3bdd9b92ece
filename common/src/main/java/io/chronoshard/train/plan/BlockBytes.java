package io.chronoshard.train.plan;

import io.chronoshard.block.BlockId;
import io.chronoshard.block.Halo;
import io.chronoshard.grid.History;
import io.chronoshard.grid.History.RecordedTimes;
import io.chronoshard.grid.History.SeriesExtent;
import io.chronoshard.window.WindowLayout;

/**
 * What blocks of a layout take: as they are held in a shard, and as their steps travel there.
 *
 * <pre>
 * held        scaled inputs of core and halos, targets of core and halos, four bytes a number;
 *             four bytes for each window's origin; a few objects around them
 * on the way  the channels of all steps that the block reads and its series has, four bytes a number,
 *             and eight for each step's time where rows carry their own
 * </pre>
 *
 * @param layout of the training
 */
record BlockBytes(WindowLayout layout) {

  /** A block of 40 bytes, its place of 24, and two slices of 32. */
  private static final long OBJECTS_OF_BLOCK = 128;

  /**
   * The windows of a block in one part: 24 bytes, their account of 48, and entries in two lists.
   */
  private static final long OBJECTS_OF_PART = 80;

  private static final long STRING = 24;

  /** Of a block with that many windows, on the heap of the executor that holds its shard. */
  long held(BlockId id, long training, long validation) {
    return held(id)
        + (training == 0 ? 0 : windows(training))
        + (validation == 0 ? 0 : windows(validation));
  }

  private long held(BlockId id) {
    Halo halo = layout.builder().halo();
    long core = layout.builder().blockSteps();
    long inputs =
        (core + halo.inputsBefore() + halo.inputsAfter()) * layout.features().inputs().size();
    long targets =
        (core + halo.targetsBefore() + halo.targetsAfter())
            * layout.features().targetWidths().stream().mapToInt(Integer::intValue).sum();
    return HeapBytes.ofFours(inputs)
        + HeapBytes.ofFours(targets)
        + OBJECTS_OF_BLOCK
        + STRING
        + HeapBytes.ofBytes(id.series().length());
  }

  private static long windows(long count) {
    return HeapBytes.ofFours(count) + OBJECTS_OF_PART;
  }

  /** Of the steps that a block reads, on their way to its shard, before they are compressed. */
  long dealt(BlockId id) {
    History history = layout.history();
    SeriesExtent extent = layout.extent(id.series());
    long steps =
        Math.min(layout.builder().readTo(id), extent.toStep())
            - Math.max(layout.builder().readFrom(id), extent.fromStep());
    long ofStep =
        4L * history.channels().size()
            + (history.recordedTimes() == RecordedTimes.READ ? Long.BYTES : 0);
    return Math.max(0, steps) * ofStep;
  }
}
