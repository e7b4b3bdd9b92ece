package io.chronoshard.grid;

import java.util.List;

/**
 * What a table remembers of the grid that it holds, so that some of its ranges can be made anew
 * while the others stay.
 *
 * @param history what the table holds
 * @param ranges its parts, in order
 * @param inputs the files that it was made of, sorted by path, also those without a row
 */
public record RecordedGrid(
    History history, List<RecordedRange> ranges, List<RecordedInput> inputs) {

  /** Copies the lists. */
  public RecordedGrid {
    ranges = List.copyOf(ranges);
    inputs = List.copyOf(inputs);
  }

  /** The range that a step lies in. */
  int rangeOf(String series, long step) {
    int from = 0;
    int to = ranges.size();
    while (to - from > 1) {
      int middle = (from + to) >>> 1;
      if (ranges.get(middle).isAfter(series, step)) {
        to = middle;
      } else {
        from = middle;
      }
    }
    return from;
  }
}
