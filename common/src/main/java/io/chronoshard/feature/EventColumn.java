package io.chronoshard.feature;

import io.chronoshard.error.DataException;
import io.chronoshard.grid.StepTimes;
import java.time.Instant;
import java.util.Locale;

/**
 * 1 where something happens at one of some steps, a column's own the first; 0 where it does not.
 */
sealed interface EventColumn extends FeatureColumn permits BeginsColumn, HoldsColumn, PassesColumn {

  /** How many. */
  int steps();

  @Override
  default int lookAhead() {
    return steps() - 1;
  }

  @Override
  default Scaling scaling() {
    return Scaling.NONE;
  }

  /**
   * A label's value at a step: 1 where there is an event, 0 where there is none, NaN where that is
   * unknown.
   *
   * @throws DataException where it is another number, and the channel no label
   */
  static float label(EventColumn column, float value, StepTimes times, long step) {
    if (value == 0 || value == 1 || Float.isNaN(value)) {
      return value;
    }
    long millis = times.millis(step);
    throw new DataException(
        String.format(
            Locale.ROOT,
            "the target \"%s\" asks for events, 1 where there is one and 0 elsewhere, and its channel is %s at %s;"
                + " forecast { type = passes, channel, above } of it, name a channel of history.labels,"
                + " or let grid.combine.channels make one value of several by maximum",
            column.name(),
            value,
            // Rows and cycles that are counted have no time, or their own number.
            millis == StepTimes.UNKNOWN || millis == step
                ? "step " + step
                : Instant.ofEpochMilli(millis)));
  }
}
