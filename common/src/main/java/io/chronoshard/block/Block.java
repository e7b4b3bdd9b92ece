package io.chronoshard.block;

import io.chronoshard.grid.Slice;
import io.chronoshard.scale.Scaler;

/**
 * A core of steps, and the inputs and targets that the windows with an origin in it read.
 *
 * @param id series and number
 * @param coreFrom the first step it owns
 * @param coreSteps how many it owns
 * @param inputs {@code [step][input]} from {@code coreFrom - inputsBefore} to {@code inputsAfter}
 *     behind the core; scaled once the scaler is known
 * @param targets {@code [step][target]} from {@code coreFrom - targetsBefore} to {@code
 *     targetsAfter} behind the core, in the targets' own units
 */
public record Block(BlockId id, long coreFrom, int coreSteps, Slice inputs, Slice targets) {

  /** The step after the last one it owns. */
  public long coreTo() {
    return coreFrom + coreSteps;
  }

  /** The same block with scaled inputs. */
  public Block scaled(Scaler scaler) {
    return new Block(id, coreFrom, coreSteps, scaler.scale(inputs, id.series()), targets);
  }
}
