package io.chronoshard.block;

import io.chronoshard.feature.FeatureSet;
import io.chronoshard.grid.Slice;
import io.chronoshard.grid.StepTimes;
import java.util.Arrays;

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

  /**
   * A block with unscaled inputs, from the steps {@code [readFrom, readTo)} of its series. Before
   * the series begins no input is known, not even the calendar.
   *
   * @param seriesFrom the first step of the series
   */
  public Block build(BlockId id, long seriesFrom, Slice grid, StepTimes times) {
    long coreFrom = coreFrom(id);
    long coreTo = coreFrom + blockSteps;
    Slice inputs =
        features.inputs(grid, times, coreFrom - halo.inputsBefore(), coreTo + halo.inputsAfter());
    return new Block(
        id,
        coreFrom,
        blockSteps,
        unknownBefore(seriesFrom, inputs),
        features.targets(
            grid, times, coreFrom - halo.targetsBefore(), coreTo + halo.targetsAfter()));
  }

  private static Slice unknownBefore(long step, Slice inputs) {
    long before = Math.min(inputs.toStep(), step) - inputs.fromStep();
    if (before <= 0) {
      return inputs;
    }
    float[] values = inputs.values().clone();
    Arrays.fill(values, 0, Math.toIntExact(before) * inputs.width(), Float.NaN);
    return new Slice(inputs.fromStep(), inputs.width(), values);
  }
}
