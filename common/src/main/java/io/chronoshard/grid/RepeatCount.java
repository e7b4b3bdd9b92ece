package io.chronoshard.grid;

import java.util.Arrays;

/** Counts rows of one time, and values that become one with another value of it. */
final class RepeatCount {

  private final boolean[] inRows;
  private final boolean[] inValues;

  /**
   * For rows of some channels.
   *
   * @param inFiles how many of the first channels files' rows hold; the others are attributes,
   *     which all rows of a series know, so that they say nothing of how rows differ
   */
  RepeatCount(int channels, int inFiles) {
    inRows = new boolean[inFiles];
    inValues = new boolean[channels];
  }

  /**
   * Begins with the first reading of a time.
   *
   * @param own the same with the values of its own part alone
   */
  void begin(Reading first, Reading own) {
    Arrays.fill(inRows, false);
    Arrays.fill(inValues, false);
    note(inRows, first.values());
    note(inValues, own.values());
  }

  /** Counts a further reading that equals the one before it. */
  void same(Reading reading, Reading own, Tally tally) {
    if (reading.part() == 0) {
      tally.row(RowKind.REPEATED, reading);
    }
    values(own, tally);
  }

  /** Counts a further reading that differs from the one before it. */
  void different(Reading reading, Reading own, Tally tally) {
    if (reading.part() == 0) {
      tally.row(meets(inRows, reading.values()) ? RowKind.CONFLICTING : RowKind.JOINED, reading);
      note(inRows, reading.values());
    }
    values(own, tally);
  }

  /** Whether a reading of the time knows a channel. */
  boolean isKnown(int channel) {
    return inValues[channel];
  }

  private void values(Reading own, Tally tally) {
    for (int i = 0; i < inValues.length; i++) {
      if (inValues[i] && !Float.isNaN(own.values()[i])) {
        tally.merged(i);
      }
    }
    note(inValues, own.values());
  }

  private static boolean meets(boolean[] known, float[] values) {
    for (int i = 0; i < known.length; i++) {
      if (known[i] && !Float.isNaN(values[i])) {
        return true;
      }
    }
    return false;
  }

  private static void note(boolean[] known, float[] values) {
    for (int i = 0; i < known.length; i++) {
      known[i] |= !Float.isNaN(values[i]);
    }
  }
}
