package io.chronoshard.grid;

import io.chronoshard.history.Readings;
import java.util.Arrays;

/**
 * A row of a file on the step that it belongs to. Readings sort by series, step, time, part and
 * content, so that their order says nothing of the files they came from; by file and position only
 * where all else is the same.
 *
 * @param series the series' place in the history's sorted list
 * @param step the absolute number of its step
 * @param time milliseconds since 1970 in UTC, or {@link StepTimes#UNKNOWN}
 * @param file the file's place in the sorted list of files
 * @param position where it stood in its file; rises from row to row
 * @param part 0 for a row; from 1 for those of its channels that are known later than others
 * @param order whether it stands in its file behind a row of its series of a later time
 * @param bare the channel of a row that holds one reading and no value, or {@link
 *     Readings#NOT_BARE}
 * @param values one per channel, NaN where missing, then the low parts of counters; not changed
 */
public record Reading(
    int series,
    long step,
    long time,
    int file,
    long position,
    int part,
    Order order,
    int bare,
    float[] values)
    implements Comparable<Reading> {

  /** How a row stands to those before it in its file. */
  public enum Order {
    IN_ORDER,
    OFF_ORDER
  }

  /** The same reading with other values. */
  Reading withValues(float[] others) {
    return new Reading(series, step, time, file, position, part, order, bare, others);
  }

  @Override
  public int compareTo(Reading other) {
    int order = Integer.compare(series, other.series);
    if (order == 0) {
      order = Long.compare(step, other.step);
    }
    if (order == 0) {
      order = Long.compare(time, other.time);
    }
    if (order == 0) {
      order = Integer.compare(part, other.part);
    }
    if (order == 0) {
      order = Arrays.compare(values, other.values);
    }
    if (order == 0) {
      order = Integer.compare(bare, other.bare);
    }
    if (order == 0) {
      order = Integer.compare(file, other.file);
    }
    return order != 0 ? order : Long.compare(position, other.position);
  }

  /** Whether both say the same of the same channels. */
  boolean hasContentOf(Reading other) {
    return part == other.part && bare == other.bare && Arrays.equals(values, other.values);
  }

  boolean isOnStepOf(Reading other) {
    return series == other.series && step == other.step;
  }

  boolean isAtTimeOf(Reading other) {
    return isOnStepOf(other) && time == other.time;
  }
}
