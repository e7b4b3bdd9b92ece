package io.chronoshard.window;

import io.chronoshard.grid.History.SeriesExtent;

/** Which steps of each series may be origins. */
@FunctionalInterface
public interface OriginRule {

  /** The possible origins of a series. */
  Origins of(SeriesExtent series);
}
