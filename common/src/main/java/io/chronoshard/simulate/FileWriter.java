package io.chronoshard.simulate;

import java.io.IOException;
import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * Writes the rows of one file, with its faults, and counts them. Holds no more than the rows that
 * stand too late.
 */
final class FileWriter {

  private final Sensors sensors;
  private final FaultPlan faults;
  private final EventPlan events;
  private final long tickOfStepZero;
  private final int channels;
  private final int rowsOfStep;
  private final RowOutput out;
  private final FaultTally tally;
  private final PriorityQueue<LateRow> late =
      new PriorityQueue<>(Comparator.comparingLong(LateRow::due).thenComparing(LateRow::step));
  private long latest = Long.MIN_VALUE;

  /**
   * A writer of a file.
   *
   * @param rowsOfStep rows that the file has for each step
   */
  FileWriter(
      Sensors sensors,
      FaultPlan faults,
      EventPlan events,
      long tickOfStepZero,
      int channels,
      int rowsOfStep,
      RowOutput out) {
    this.sensors = sensors;
    this.faults = faults;
    this.events = events;
    this.tickOfStepZero = tickOfStepZero;
    this.channels = channels;
    this.rowsOfStep = rowsOfStep;
    this.out = out;
    tally = new FaultTally(channels);
  }

  /** Writes the steps {@code [fromStep, toStep)}, of which {@code fromStep} is not negative. */
  FaultCounts write(long fromStep, long toStep) throws IOException {
    float[] row = new float[channels];
    for (long step = fromStep; step < toStep; step++) {
      long tick = tickOfStepZero + step;
      countBeginnings(tick);
      if (faults.gaps().contains(tick)) {
        tally.gapSteps++;
      } else {
        int copies = faults.copies(tick);
        sensors.read(step, copies, row, tally);
        long millis = stamp(step, copies);
        if (events.stretches().contains(tick)) {
          tally.eventRows += (long) copies * rowsOfStep;
        }
        int delay = faults.delay(tick);
        if (delay == 0) {
          write(millis, row, copies);
        } else {
          late.add(new LateRow(step + delay, step, millis, copies, row.clone()));
        }
      }
      writeLate(step);
    }
    writeLate(Long.MAX_VALUE);
    return tally.counts();
  }

  private void countBeginnings(long tick) {
    tally.gaps += faults.gaps().begins(tick) ? 1 : 0;
    tally.events += events.stretches().begins(tick) ? 1 : 0;
    for (int channel = 0; faults.sticks() && channel < channels; channel++) {
      tally.stuckStretches[channel] += faults.stuck(channel).begins(tick) ? 1 : 0;
    }
  }

  /** The time that a step's row bears. */
  private long stamp(long step, int copies) {
    long tick = tickOfStepZero + step;
    if (!faults.clock().contains(tick)) {
      return sensors.millis(step);
    }
    tally.misdated += (long) copies * rowsOfStep;
    tally.clockJumps += faults.isClockJump(tick) ? 1 : 0;
    return sensors.millis(step) - faults.clockErrorMillis();
  }

  private void writeLate(long step) throws IOException {
    for (LateRow next = late.peek(); next != null && next.due <= step; next = late.peek()) {
      late.remove();
      write(next.millis, next.values, next.copies);
    }
  }

  private void write(long millis, float[] values, int copies) throws IOException {
    out.write(millis, values, copies);
    tally.rows += (long) copies * rowsOfStep;
    tally.repeated += (copies - 1L) * rowsOfStep;
    if (millis < latest) {
      tally.unsorted += (long) copies * rowsOfStep;
    } else {
      latest = millis;
    }
  }

  /** A row that stands behind that of the step when it is due. */
  private record LateRow(long due, long step, long millis, int copies, float[] values) {}
}
