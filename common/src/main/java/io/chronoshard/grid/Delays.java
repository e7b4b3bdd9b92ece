package io.chronoshard.grid;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When the channels of a row are known. A row whose channels are known at different times is split
 * into parts, one for each delay. The first part, of the channels that are known first, stands for
 * the row and carries all its values; each later part carries its own alone.
 *
 * @param delays the different delays, from the shortest; in milliseconds on the clock and in steps
 *     elsewhere
 * @param parts of each column, the place of its delay
 */
record Delays(long[] delays, int[] parts) {

  static Delays of(List<ChannelGrid> channels) {
    long[] delays = channels.stream().mapToLong(ChannelGrid::delay).distinct().sorted().toArray();
    int counters = (int) channels.stream().filter(one -> one.lowColumn() >= 0).count();
    int[] parts = new int[channels.size() + counters];
    for (int i = 0; i < channels.size(); i++) {
      ChannelGrid channel = channels.get(i);
      parts[i] = Arrays.binarySearch(delays, channel.delay());
      if (channel.lowColumn() >= 0) {
        parts[channel.lowColumn()] = parts[i];
      }
    }
    return new Delays(delays, parts);
  }

  /** Parts of a row. */
  int count() {
    return delays.length;
  }

  /** When a part of a row is known, after the row's time. */
  long at(int part) {
    return delays[part];
  }

  /** When a row's first part is known, after its time. */
  long first() {
    return delays[0];
  }

  /** When a row's last part is known, after its time. */
  long last() {
    return delays[delays.length - 1];
  }

  /** The values of one part alone; null where none of them is known. */
  float @Nullable [] only(float[] values, int part) {
    float[] some = new float[values.length];
    boolean isKnown = false;
    for (int i = 0; i < some.length; i++) {
      some[i] = parts[i] == part ? values[i] : Float.NaN;
      isKnown |= !Float.isNaN(some[i]);
    }
    return isKnown ? some : null;
  }

  /** The reading with the values of its own part alone. */
  Reading own(Reading reading) {
    if (delays.length == 1 || reading.part() > 0) {
      return reading;
    }
    float[] some = only(reading.values(), 0);
    if (some == null) {
      some = new float[parts.length];
      Arrays.fill(some, Float.NaN);
    }
    return reading.withValues(some);
  }
}
