package io.chronoshard.feature;

import io.chronoshard.grid.Slice;
import io.chronoshard.grid.StepTimes;

/** One column of a model's input or target, made from a slice of the grid. */
public sealed interface FeatureColumn
    permits CalendarColumn,
        CategoryColumn,
        ChannelColumn,
        ClipColumn,
        ComponentColumn,
        EventColumn,
        ExpressionColumn,
        HolidayColumn,
        KnownColumn,
        LogarithmColumn,
        PastColumn,
        RangeColumn,
        RollingColumn,
        TextColumn {

  /** Its name, for reports and messages. */
  String name();

  /** How many steps before its own it reads; none, but where it says so. */
  default int lookBack() {
    return 0;
  }

  /** How many steps after its own it reads; none, but where it tells what will happen. */
  default int lookAhead() {
    return 0;
  }

  /** Whether its values are scaled by statistics of the training part. */
  Scaling scaling();

  /**
   * Its value at a step; the slice holds that step, {@link #lookBack} steps before it and {@link
   * #lookAhead} steps after it. NaN where unknown.
   */
  float value(Slice grid, StepTimes times, long step);

  /** Whether another column has the same values under whatever name. */
  default boolean isSameAs(FeatureColumn other) {
    return equals(other);
  }

  /** Whether a column is scaled. */
  enum Scaling {
    FITTED,
    NONE
  }
}
