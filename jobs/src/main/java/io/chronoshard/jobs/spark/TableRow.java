package io.chronoshard.jobs.spark;

import io.chronoshard.grid.StepTimes;
import org.apache.spark.sql.catalyst.InternalRow;

/**
 * A row of the history table.
 *
 * @param series its series
 * @param step its absolute step
 * @param millis its time, or {@link StepTimes#UNKNOWN} where it was not asked for
 * @param values one float per channel, NaN where unknown
 */
record TableRow(String series, long step, long millis, float[] values) {

  /** From the columns series, step, (time,) channels, as the table's reader selects them. */
  static TableRow of(InternalRow row, int channels) {
    int first = row.numFields() - channels;
    long millis = StepTimes.UNKNOWN;
    if (first == 3 && !row.isNullAt(2)) {
      millis = Math.floorDiv(row.getLong(2), 1000L);
    }
    float[] values = new float[channels];
    for (int channel = 0; channel < channels; channel++) {
      values[channel] = row.isNullAt(first + channel) ? Float.NaN : row.getFloat(first + channel);
    }
    return new TableRow(row.getUTF8String(0).toString(), row.getLong(1), millis, values);
  }
}
