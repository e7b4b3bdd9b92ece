package io.chronoshard.jobs.spark;

import io.chronoshard.block.Block;
import io.chronoshard.block.BlockBuilder;
import io.chronoshard.block.BlockId;
import io.chronoshard.grid.History;
import io.chronoshard.grid.History.RecordedTimes;
import io.chronoshard.grid.Slice;
import io.chronoshard.grid.StepTimes;
import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** Joins fragments, sorted by place, to blocks with unscaled inputs; holds one block at a time. */
final class BlockAssembler implements Iterator<Block> {

  private final Iterator<Fragment> fragments;
  private final BlockBuilder builder;
  private final History history;
  private @Nullable Fragment next;

  BlockAssembler(Iterator<Fragment> fragments, BlockBuilder builder, History history) {
    this.fragments = fragments;
    this.builder = builder;
    this.history = history;
    this.next = fragments.hasNext() ? fragments.next() : null;
  }

  @Override
  public boolean hasNext() {
    return next != null;
  }

  @Override
  public Block next() {
    Fragment first = next;
    if (first == null) {
      throw new NoSuchElementException();
    }
    BlockId id = first.place().block();
    long from = builder.readFrom(id);
    int steps = Math.toIntExact(builder.readTo(id) - from);
    int width = history.channels().size();
    float[] values = new float[Math.multiplyExact(steps, width)];
    Arrays.fill(values, Float.NaN);
    long[] millis = new long[history.recordedTimes() == RecordedTimes.READ ? steps : 0];
    Arrays.fill(millis, StepTimes.UNKNOWN);
    for (Fragment fragment = first;
        fragment != null && fragment.place().block().equals(id);
        fragment = advance()) {
      int at = Math.toIntExact(fragment.place().fromStep() - from);
      overlayKnown(fragment.values(), values, at * width);
      overlayKnown(fragment.millis(), millis, at);
    }
    long seriesFrom = history.extent(id.series()).fromStep();
    return builder.build(id, seriesFrom, new Slice(from, width, values), times(millis, from));
  }

  // Fragments of one block may overlap where one bridges steps that another knows: what is known
  // wins.

  private static void overlayKnown(float[] fragment, float[] values, int at) {
    for (int i = 0; i < fragment.length; i++) {
      if (!Float.isNaN(fragment[i])) {
        values[at + i] = fragment[i];
      }
    }
  }

  private static void overlayKnown(long[] fragment, long[] millis, int at) {
    for (int i = 0; i < fragment.length; i++) {
      if (fragment[i] != StepTimes.UNKNOWN) {
        millis[at + i] = fragment[i];
      }
    }
  }

  private StepTimes times(long[] millis, long from) {
    if (history.recordedTimes() == RecordedTimes.READ) {
      return step -> {
        long at = step - from;
        return at >= 0 && at < millis.length ? millis[(int) at] : StepTimes.UNKNOWN;
      };
    }
    return StepTimes.of(history.axis());
  }

  private @Nullable Fragment advance() {
    next = fragments.hasNext() ? fragments.next() : null;
    return next;
  }
}
