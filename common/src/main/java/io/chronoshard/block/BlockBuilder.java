package io.chronoshard.block;

import io.chronoshard.feature.FeatureSet;
import io.chronoshard.grid.Slice;
import io.chronoshard.grid.StepTimes;

/**
 * Makes blocks from slices of the grid.
 *
 * @param features the columns to make
 * @param halo what is read around a core
 * @param blockSteps steps of a core
 */
public record BlockBuilder(FeatureSet features, Halo halo, int blockSteps) {

  /** The first step of a block's core. */
  public long coreFrom(BlockId id) {
    return Math.multiplyExact(id.number(), (long) blockSteps);
  }

  /** The first step that a block reads. */
  public long readFrom(BlockId id) {
    return coreFrom(id) - halo.before();
  }

  /** The step after the last one that a block reads. */
  public long readTo(BlockId id) {
    return coreFrom(id) + blockSteps + halo.after();
  }

  /** A block with unscaled inputs, from the steps {@code [readFrom, readTo)} of its series. */
  public Block build(BlockId id, Slice grid, StepTimes times) {
    long coreFrom = coreFrom(id);
    long coreTo = coreFrom + blockSteps;
    return new Block(
        id,
        coreFrom,
        blockSteps,
        features.inputs(grid, times, coreFrom - halo.inputsBefore(), coreTo + halo.inputsAfter()),
        features.targets(
            grid, times, coreFrom - halo.targetsBefore(), coreTo + halo.targetsAfter()));
  }
}
