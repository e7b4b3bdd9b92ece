package io.chronoshard.jobs.spark;

import io.chronoshard.block.BlockBuilder;
import io.chronoshard.block.BlockId;
import io.chronoshard.grid.History;
import io.chronoshard.grid.History.RecordedTimes;
import io.chronoshard.grid.StepTimes;
import io.chronoshard.jobs.spark.Fragment.Place;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Predicate;

/**
 * Cuts the rows of a table into fragments for every block that reads them, halos included. Rows
 * come sorted by series and step within a file; where the order breaks off, so do the fragments.
 */
final class Fragmenter implements Iterator<Fragment> {

  /** Unknown steps that are cheaper to carry along than to begin a new fragment for. */
  private static final int BRIDGED_STEPS = 16;

  private final Iterator<TableRow> rows;
  private final BlockBuilder builder;
  private final Predicate<BlockId> wanted;
  private final int channels;
  private final RecordedTimes times;
  private final List<Open> open = new ArrayList<>();
  private final ArrayDeque<Fragment> ready = new ArrayDeque<>();

  Fragmenter(
      Iterator<TableRow> rows, BlockBuilder builder, Predicate<BlockId> wanted, History history) {
    this.rows = rows;
    this.builder = builder;
    this.wanted = wanted;
    this.channels = history.channels().size();
    this.times = history.recordedTimes();
  }

  @Override
  public boolean hasNext() {
    while (ready.isEmpty() && rows.hasNext()) {
      take(rows.next());
    }
    if (ready.isEmpty()) {
      close(0);
    }
    return !ready.isEmpty();
  }

  @Override
  public Fragment next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return ready.remove();
  }

  private void take(TableRow row) {
    for (int i = open.size() - 1; i >= 0; i--) {
      if (!open.get(i).continuesWith(row)) {
        close(i, i + 1);
      }
    }
    int blockSteps = builder.blockSteps();
    long last = Math.floorDiv(row.step() + builder.halo().before(), (long) blockSteps);
    for (long number = Math.floorDiv(row.step() - builder.halo().after(), (long) blockSteps);
        number <= last;
        number++) {
      BlockId id = new BlockId(row.series(), number);
      if (wanted.test(id)) {
        openOf(id, row.step()).append(row);
      }
    }
  }

  private Open openOf(BlockId id, long step) {
    for (Open one : open) {
      if (one.id.equals(id)) {
        return one;
      }
    }
    Open created = new Open(id, step, builder.readTo(id));
    open.add(created);
    return created;
  }

  private void close(int from) {
    close(from, open.size());
  }

  private void close(int from, int to) {
    List<Open> closed = open.subList(from, to);
    closed.forEach(one -> ready.add(one.fragment()));
    closed.clear();
  }

  /** A fragment that still grows. */
  private final class Open {

    private final BlockId id;
    private final long fromStep;
    private final long readTo;
    private float[] values = new float[0];
    private long[] millis = new long[0];
    private int steps;

    Open(BlockId id, long fromStep, long readTo) {
      this.id = id;
      this.fromStep = fromStep;
      this.readTo = readTo;
    }

    boolean continuesWith(TableRow row) {
      long ahead = row.step() - (fromStep + steps);
      return row.series().equals(id.series())
          && ahead >= 0
          && ahead <= BRIDGED_STEPS
          && row.step() < readTo;
    }

    void append(TableRow row) {
      int at = Math.toIntExact(row.step() - fromStep);
      grow(at + 1);
      System.arraycopy(row.values(), 0, values, at * channels, channels);
      if (times == RecordedTimes.READ) {
        millis[at] = row.millis();
      }
      steps = at + 1;
    }

    private void grow(int needed) {
      int capacity = values.length / channels;
      if (needed > capacity) {
        int larger = Math.max(needed, (int) Math.min(2L * capacity + 64, readTo - fromStep));
        values = Arrays.copyOf(values, larger * channels);
        Arrays.fill(values, capacity * channels, values.length, Float.NaN);
        if (times == RecordedTimes.READ) {
          millis = Arrays.copyOf(millis, larger);
          Arrays.fill(millis, capacity, larger, StepTimes.UNKNOWN);
        }
      }
    }

    Fragment fragment() {
      return new Fragment(
          new Place(id, fromStep),
          Arrays.copyOf(values, steps * channels),
          Arrays.copyOf(millis, times == RecordedTimes.READ ? steps : 0));
    }
  }
}
