package io.chronoshard.window;

import io.chronoshard.block.Block;
import io.chronoshard.grid.Slice;
import io.chronoshard.scale.Scaler;
import io.chronoshard.scale.TargetScaler;
import java.util.List;

/**
 * Some windows' values, in memory that is used again for the next ones.
 *
 * <p>Inputs are {@code [sample][time][feature]} and scaled; targets are {@code
 * [sample][horizon][target]} and scaled while they are copied, for blocks keep them in their own
 * units.
 */
public final class Minibatch {

  private final WindowShape shape;
  private final int inputWidth;
  private final TargetScaler targetScaler;
  private final int targetWidth;
  private final float[] inputs;
  private final float[] targets;
  private int size;

  /** For at most {@code capacity} windows of a shape. */
  public Minibatch(int capacity, WindowShape shape, int inputWidth, TargetScaler targetScaler) {
    this.shape = shape;
    this.inputWidth = inputWidth;
    this.targetScaler = targetScaler;
    this.targetWidth = targetScaler.width();
    this.inputs =
        new float[Math.multiplyExact(Math.multiplyExact(capacity, shape.length()), inputWidth)];
    this.targets =
        new float[Math.multiplyExact(Math.multiplyExact(capacity, shape.horizon()), targetWidth)];
  }

  /** Fills inputs and targets with the windows {@code order[from]} to {@code order[to - 1]}. */
  public void fill(WindowSet windows, int[] order, int from, int to) {
    size = to - from;
    for (int i = from; i < to; i++) {
      int position = windows.position(order[i]);
      Block block = windows.blockAt(position);
      long origin = windows.originAt(position, order[i]);
      copyInputs(block.inputs(), origin, i - from);
      copyTargets(block, origin, i - from);
    }
  }

  /** Fills inputs alone; targets keep what they held. */
  public void fillInputs(WindowSet windows, int[] order, int from, int to) {
    size = to - from;
    for (int i = from; i < to; i++) {
      int position = windows.position(order[i]);
      copyInputs(
          windows.blockAt(position).inputs(), windows.originAt(position, order[i]), i - from);
    }
  }

  private void copyInputs(Slice slice, long origin, int sample) {
    int first = Math.toIntExact(origin - shape.reach() - slice.fromStep());
    int length = shape.length();
    int width = inputWidth;
    int target = sample * length * width;
    if (shape.sampling() == 1) {
      System.arraycopy(slice.values(), first * width, inputs, target, length * width);
      return;
    }
    // All in locals: a field would be read anew after each row, which costs a fifth of the speed.
    float[] from = slice.values();
    float[] to = inputs;
    int source = first * width;
    int apart = shape.sampling() * width;
    for (int row = 0; row < length; row++) {
      System.arraycopy(from, source, to, target, width);
      source += apart;
      target += width;
    }
  }

  private void copyTargets(Block block, long origin, int sample) {
    Slice slice = block.targets();
    List<Scaler.Column> targetScales = targetScaler.maps().of(block.id().series());
    int width = targetWidth;
    int target = sample * shape.horizon() * width;
    for (int row = 0; row < shape.horizon(); row++) {
      for (int column = 0; column < width; column++) {
        targets[target++] =
            targetScaler.scale(
                column, targetScales.get(column), slice, origin, origin + shape.leadOf(row));
      }
    }
  }

  /** Scaled inputs, {@code [sample][time][feature]}; only the first {@link #size} samples count. */
  public float[] inputs() {
    return inputs;
  }

  /**
   * Scaled targets, {@code [sample][horizon][target]}; only the first {@link #size} samples count.
   */
  public float[] targets() {
    return targets;
  }

  /** Number of windows it holds now. */
  public int size() {
    return size;
  }
}
