package io.chronoshard.simulate;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * Writes one file, with its faults, and counts them. Holds no more than the rows that stand too
 * late.
 */
final class FileWriter {

  private final SimulatedSeries series;
  private final FaultPlan faults;
  private final CsvLines lines;
  private final long tickOfStepZero;
  private final OutputStream out;
  private final long[] missing;
  private final PriorityQueue<LateRow> late =
      new PriorityQueue<>(Comparator.comparingLong(LateRow::due).thenComparing(LateRow::step));
  private long latest = -1;
  private long rows;
  private long repeated;
  private long unsorted;
  private long gapSteps;
  private long gaps;

  FileWriter(
      SimulatedSeries series,
      FaultPlan faults,
      CsvLines lines,
      long tickOfStepZero,
      int channels,
      OutputStream out) {
    this.series = series;
    this.faults = faults;
    this.lines = lines;
    this.tickOfStepZero = tickOfStepZero;
    this.out = out;
    missing = new long[channels];
  }

  /** Writes the steps {@code [fromStep, toStep)}, of which {@code fromStep} is not negative. */
  FaultCounts write(long fromStep, long toStep) throws IOException {
    out.write(lines.header());
    float[] row = new float[missing.length];
    for (long step = fromStep; step < toStep; step++) {
      long tick = tickOfStepZero + step;
      if (faults.inGap(tick)) {
        gapSteps++;
        gaps += faults.beginsGap(tick) ? 1 : 0;
      } else {
        series.row(step, row);
        int copies = faults.copies(tick);
        spoil(tick, copies, row);
        lines.build(series.millis(step), row);
        int delay = faults.delay(tick);
        if (delay == 0) {
          write(lines.bytes(), lines.length(), step, copies);
        } else {
          late.add(new LateRow(step + delay, step, copies, lines.copy()));
        }
      }
      writeLate(step);
    }
    writeLate(Long.MAX_VALUE);
    return new FaultCounts(
        rows, repeated, unsorted, gapSteps, gaps, Arrays.stream(missing).boxed().toList());
  }

  private void spoil(long tick, int copies, float[] row) {
    for (int channel = 0; channel < row.length; channel++) {
      if (faults.missing(tick, channel)) {
        row[channel] = Float.NaN;
        missing[channel] += copies;
      }
    }
  }

  private void writeLate(long step) throws IOException {
    for (LateRow next = late.peek(); next != null && next.due <= step; next = late.peek()) {
      late.remove();
      write(next.line, next.line.length, next.step, next.copies);
    }
  }

  private void write(byte[] line, int length, long step, int copies) throws IOException {
    for (int i = 0; i < copies; i++) {
      out.write(line, 0, length);
    }
    rows += copies;
    repeated += copies - 1;
    if (step < latest) {
      unsorted += copies;
    } else {
      latest = step;
    }
  }

  /** A row that stands behind that of the step when it is due. */
  private record LateRow(long due, long step, int copies, byte[] line) {}
}
