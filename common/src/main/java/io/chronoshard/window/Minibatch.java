package io.chronoshard.window;

import io.chronoshard.block.Block;
import io.chronoshard.scale.Scaler;
import io.chronoshard.scale.TargetScaler;
import java.util.List;

/**
 * Some windows' values, in memory that is used again for the next ones.
 *
 * <p>Inputs are {@code [sample][row][feature]} and scaled; targets are {@code
 * [sample][row][target]} and scaled while they are copied, for blocks keep them in their own units.
 */
public final class Minibatch {

  private final WindowShape shape;
  private final TargetScaler targetScaler;
  private final List<InputMemory> inputs;
  private final List<HeadMemory> heads;
  private int size;

  /**
   * For at most {@code capacity} windows of a shape.
   *
   * @param inputWidth input columns of a block
   */
  public Minibatch(int capacity, WindowShape shape, int inputWidth, TargetScaler targetScaler) {
    this.shape = shape;
    this.targetScaler = targetScaler;
    this.inputs =
        shape.inputs().stream().map(rows -> new InputMemory(capacity, rows, inputWidth)).toList();
    this.heads =
        shape.heads().stream().map(rows -> new HeadMemory(capacity, rows, targetScaler)).toList();
  }

  /** Fills inputs and targets with the windows {@code order[from]} to {@code order[to - 1]}. */
  public void fill(WindowSet windows, int[] order, int from, int to) {
    size = to - from;
    for (int i = from; i < to; i++) {
      int position = windows.position(order[i]);
      Block block = windows.blockAt(position);
      long origin = windows.originAt(position, order[i]);
      copyInputs(block, origin, i - from);
      List<Scaler.Column> maps = targetScaler.maps().of(block.id().series());
      for (int head = 0; head < heads.size(); head++) {
        heads.get(head).copy(block.targets(), maps, origin, i - from);
      }
    }
  }

  /** As {@link #fill}, of windows of which some do not say what series they are of. */
  public void fill(WindowSet windows, int[] order, int from, int to, HiddenSeries hidden) {
    fill(windows, order, from, to);
    int codes = shape.series().count();
    for (int input = 0; input < inputs.size(); input++) {
      if (shape.inputs().get(input).form() == Rows.Form.CODE) {
        for (int i = from; i < to; i++) {
          if (hidden.hides(order[i], codes)) {
            inputs.get(input).values()[i - from] = 0;
          }
        }
      }
    }
  }

  /** Fills inputs alone; targets keep what they held. */
  public void fillInputs(WindowSet windows, int[] order, int from, int to) {
    size = to - from;
    for (int i = from; i < to; i++) {
      int position = windows.position(order[i]);
      copyInputs(windows.blockAt(position), windows.originAt(position, order[i]), i - from);
    }
  }

  private void copyInputs(Block block, long origin, int sample) {
    for (int input = 0; input < inputs.size(); input++) {
      if (shape.inputs().get(input).form() == Rows.Form.CODE) {
        inputs.get(input).values()[sample] = shape.series().of(block.id().series());
      } else {
        inputs.get(input).copy(block.inputs(), origin, sample);
      }
    }
  }

  /**
   * Scaled values of an input, {@code [sample][row][feature]}; only the first {@link #size} samples
   * count.
   */
  public float[] inputs(int input) {
    return inputs.get(input).values();
  }

  /**
   * Which rows of an input count, {@code [sample][row]}: 1 where one does, else 0; empty where all
   * of them must. Only the first {@link #size} samples count.
   */
  public float[] mask(int input) {
    return inputs.get(input).mask();
  }

  /**
   * Scaled targets of a head, {@code [sample][row][target]}; only the first {@link #size} samples
   * count.
   */
  public float[] targets(int head) {
    return heads.get(head).values();
  }

  /** Number of windows it holds now. */
  public int size() {
    return size;
  }
}
