package io.chronoshard.simulate;

import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * What was written, as one finds it by reading the files beside those without faults.
 *
 * <p>A row is a line but for headers, or what stands for one. Files that are wide have a row for a
 * step, those that are long one for each of its channels: {@code rows - repeated} is the number of
 * steps outside gaps, times that.
 *
 * <p>The lists count cells of each channel, those of copies too. A cell is at most one of missing,
 * stuck and spike, and only what is none of those counts as drifted and converted.
 *
 * @param rows all rows
 * @param repeated rows that copy the one of their step and channel before them
 * @param unsorted rows that stand behind one with a later stamp in their file
 * @param gapSteps steps without a row
 * @param gaps runs of such steps
 * @param misdated rows whose stamp is too early
 * @param clockJumps times that a step with a wrong stamp follows one with a right one
 * @param eventRows rows of steps within events
 * @param events events that begin
 * @param missing cells that hold the marker
 * @param spikes cells that a spike has moved
 * @param stuck cells that repeat an earlier value where another one was due
 * @param stuckStretches stretches in which a sensor is stuck, seen or not
 * @param drifted cells whose value a drift has changed
 * @param converted cells in the other unit
 */
public record FaultCounts(
    long rows,
    long repeated,
    long unsorted,
    long gapSteps,
    long gaps,
    long misdated,
    long clockJumps,
    long eventRows,
    long events,
    List<Long> missing,
    List<Long> spikes,
    List<Long> stuck,
    List<Long> stuckStretches,
    List<Long> drifted,
    List<Long> converted) {

  /** Copies the lists. */
  public FaultCounts {
    missing = List.copyOf(missing);
    spikes = List.copyOf(spikes);
    stuck = List.copyOf(stuck);
    stuckStretches = List.copyOf(stuckStretches);
    drifted = List.copyOf(drifted);
    converted = List.copyOf(converted);
  }

  /** Nothing written yet. */
  public static FaultCounts none(int channels) {
    List<Long> zeros = IntStream.range(0, channels).mapToObj(i -> 0L).toList();
    return new FaultCounts(0, 0, 0, 0, 0, 0, 0, 0, 0, zeros, zeros, zeros, zeros, zeros, zeros);
  }

  /** Cells that hold the marker, of all channels. */
  public long missingCells() {
    return sum(missing);
  }

  /** A count of all channels together. */
  public static long sum(List<Long> ofChannels) {
    return ofChannels.stream().mapToLong(Long::longValue).sum();
  }

  /** Both together. */
  public FaultCounts plus(FaultCounts other) {
    return new FaultCounts(
        rows + other.rows,
        repeated + other.repeated,
        unsorted + other.unsorted,
        gapSteps + other.gapSteps,
        gaps + other.gaps,
        misdated + other.misdated,
        clockJumps + other.clockJumps,
        eventRows + other.eventRows,
        events + other.events,
        both(other, FaultCounts::missing),
        both(other, FaultCounts::spikes),
        both(other, FaultCounts::stuck),
        both(other, FaultCounts::stuckStretches),
        both(other, FaultCounts::drifted),
        both(other, FaultCounts::converted));
  }

  private List<Long> both(FaultCounts other, Function<FaultCounts, List<Long>> list) {
    List<Long> left = list.apply(this);
    List<Long> right = list.apply(other);
    return IntStream.range(0, left.size()).mapToObj(i -> left.get(i) + right.get(i)).toList();
  }
}
