package io.chronoshard.simulate;

import java.util.List;
import java.util.stream.IntStream;

/**
 * What was written, as one finds it by reading the files: {@code rows - repeated + gapSteps} is the
 * number of steps.
 *
 * @param rows lines but for headers
 * @param repeated lines that copy the one before them
 * @param unsorted lines that stand behind one of a later time in their file
 * @param gapSteps steps without a row
 * @param gaps runs of such steps
 * @param missing cells that hold the marker, for each channel, those of copies too
 */
public record FaultCounts(
    long rows, long repeated, long unsorted, long gapSteps, long gaps, List<Long> missing) {

  /** Copies the list. */
  public FaultCounts {
    missing = List.copyOf(missing);
  }

  /** Nothing written yet. */
  public static FaultCounts none(int channels) {
    return new FaultCounts(0, 0, 0, 0, 0, IntStream.range(0, channels).mapToObj(i -> 0L).toList());
  }

  /** Cells that hold the marker, of all channels. */
  public long missingCells() {
    return missing.stream().mapToLong(Long::longValue).sum();
  }

  /** Both together. */
  public FaultCounts plus(FaultCounts other) {
    return new FaultCounts(
        rows + other.rows,
        repeated + other.repeated,
        unsorted + other.unsorted,
        gapSteps + other.gapSteps,
        gaps + other.gaps,
        IntStream.range(0, missing.size())
            .mapToObj(i -> missing.get(i) + other.missing.get(i))
            .toList());
  }
}
