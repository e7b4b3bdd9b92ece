package io.chronoshard.model;

import io.chronoshard.grid.Slice;

/** Reads targets that may lie outside of what a block holds. */
final class Targets {

  private Targets() {}

  /** The value at an absolute step; NaN where it is unknown or outside of the slice. */
  static float at(Slice targets, long step, int target) {
    return step >= targets.fromStep() && step < targets.toStep()
        ? targets.at(step, target)
        : Float.NaN;
  }
}
