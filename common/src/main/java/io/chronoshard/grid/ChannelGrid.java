package io.chronoshard.grid;

import io.chronoshard.clean.CleaningRules;
import io.chronoshard.config.GridSettings.Combine;

/**
 * How the readings of one channel become values of steps.
 *
 * @param kind what its values are
 * @param combine the rule for different times of one step; of a direction no meaning
 * @param lowColumn of a counter, the column of readings that holds what a float has no room for;
 *     otherwise {@link #NONE}
 * @param speed of a direction, the channel that weights it; {@link #NONE} where all readings weigh
 *     the same
 * @param delay how long after its time a value is known, in milliseconds on the clock and in steps
 *     elsewhere
 * @param cleaning what is asked of its values in the order of time
 */
record ChannelGrid(
    Kind kind, Combine combine, int lowColumn, int speed, long delay, CleaningRules cleaning) {

  /** Stands for a column or channel that is not there. */
  static final int NONE = -1;

  /** What the values of a channel are. */
  enum Kind {
    NUMBER,
    /** A meter that only grows. */
    COUNTER,
    /** Places of texts in a sorted list: there is no mean of them. */
    CATEGORY,
    /** Degrees, of which 0 and 360 are the same. */
    DIRECTION
  }

  /** A channel's value in a reading; of a counter to the precision of both its parts. */
  double value(float[] reading, int channel) {
    return lowColumn == NONE ? reading[channel] : (double) reading[channel] + reading[lowColumn];
  }
}
