package io.chronoshard.model;

import io.chronoshard.layer.NativeFloats;
import io.chronoshard.window.Minibatch;
import io.chronoshard.window.Rows;
import io.chronoshard.window.WindowShape;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * The memory from which a network reads a minibatch, used again for the next one.
 *
 * <p>A {@link Minibatch} has its inputs as {@code [sample][time][feature]}. Deeplearning4j's
 * recurrent layers look at one time step after the other, and are a third faster where a step lies
 * together; so inputs are turned here into {@code [time][feature][sample]}, and shown as {@code
 * [sample][feature][time]} in Fortran order, which is the same. An input that is a vector is shown
 * as {@code [sample][feature]}.
 */
public final class NativeMinibatch {

  /**
   * Edge of the squares that are turned one after the other, so that both sides stay in the cache.
   */
  private static final int TILE = 32;

  private final WindowShape shape;
  private final int inputWidth;
  private final int targetWidth;
  private final float[] turned;
  private final INDArray[] inputs;
  private final INDArray[] targets;

  /** Of each input; nothing where all rows count. */
  private final @Nullable INDArray[] masks;

  /**
   * For at most {@code capacity} windows of a shape; holds ND4J to one thread.
   *
   * @param inputWidth input columns of a block
   * @param targetWidth target columns of a block
   */
  public NativeMinibatch(int capacity, WindowShape shape, int inputWidth, int targetWidth) {
    OneThread.hold();
    this.shape = shape;
    this.inputWidth = inputWidth;
    this.targetWidth = targetWidth;
    this.inputs = memory(capacity, shape.inputs(), inputWidth);
    this.targets = memory(capacity, shape.heads(), targetWidth);
    this.masks = masks(capacity, shape.inputs());
    this.turned =
        new float
            [Arrays.stream(inputs).mapToInt(input -> (int) input.length()).max().orElseThrow()];
  }

  private static INDArray[] memory(int capacity, List<Rows> all, int width) {
    try (MemoryWorkspace outside = Nd4j.getMemoryManager().scopeOutOfWorkspaces()) {
      INDArray[] memory = new INDArray[all.size()];
      for (int i = 0; i < memory.length; i++) {
        int values = Math.multiplyExact(capacity, all.get(i).values(width));
        memory[i] = Nd4j.create(DataType.FLOAT, values);
      }
      return memory;
    }
  }

  private static @Nullable INDArray[] masks(int capacity, List<Rows> all) {
    try (MemoryWorkspace outside = Nd4j.getMemoryManager().scopeOutOfWorkspaces()) {
      INDArray[] memory = new INDArray[all.size()];
      for (int i = 0; i < memory.length; i++) {
        int values = Math.multiplyExact(capacity, all.get(i).count());
        memory[i] = all.get(i).isMasked() ? Nd4j.create(DataType.FLOAT, values) : null;
      }
      return memory;
    }
  }

  /** A minibatch's inputs and masks; valid until the next copy. */
  public Read read(Minibatch minibatch) {
    return new Read(inputs(minibatch), masks(minibatch));
  }

  /**
   * Copies a minibatch's masks here: {@code [sample][time]} of each input, nothing of one of which
   * all rows count.
   */
  private @Nullable INDArray[] masks(Minibatch minibatch) {
    INDArray[] shown = new INDArray[masks.length];
    for (int input = 0; input < shown.length; input++) {
      INDArray memory = masks[input];
      if (memory != null) {
        int samples = minibatch.size();
        int rows = shape.inputs().get(input).count();
        NativeFloats.write(minibatch.mask(input), samples * rows, memory);
        shown[input] = first(memory, samples * rows).reshape('c', samples, rows);
      }
    }
    return shown;
  }

  /**
   * Copies a minibatch's inputs here: {@code [sample][feature][time]} each, or {@code
   * [sample][feature]}; valid until the next copy.
   */
  private INDArray[] inputs(Minibatch minibatch) {
    INDArray[] shown = new INDArray[inputs.length];
    for (int input = 0; input < shown.length; input++) {
      shown[input] = input(input, minibatch);
    }
    return shown;
  }

  private INDArray input(int input, Minibatch minibatch) {
    Rows rows = shape.inputs().get(input);
    int samples = minibatch.size();
    int values = rows.values(inputWidth);
    turn(minibatch.inputs(input), samples, values, turned);
    NativeFloats.write(turned, samples * values, inputs[input]);
    INDArray filled = first(inputs[input], samples * values);
    return rows.form() == Rows.Form.SEQUENCE
        ? filled.reshape('f', samples, rows.width(inputWidth), rows.count())
        : filled.reshape('f', samples, values);
  }

  /**
   * Copies a minibatch's targets here: {@code [sample][row · target]} of each head, scaled, valid
   * until the next copy.
   */
  public INDArray[] targets(Minibatch minibatch) {
    int samples = minibatch.size();
    INDArray[] shown = new INDArray[targets.length];
    for (int head = 0; head < shown.length; head++) {
      int values = shape.heads().get(head).values(targetWidth);
      NativeFloats.write(minibatch.targets(head), samples * values, targets[head]);
      shown[head] = first(targets[head], samples * values).reshape('c', samples, values);
    }
    return shown;
  }

  private static INDArray first(INDArray memory, int values) {
    return values == memory.length() ? memory : memory.get(NDArrayIndex.interval(0, values));
  }

  /** From {@code [row][column]} to {@code [column][row]}. */
  private static void turn(float[] from, int rows, int columns, float[] to) {
    for (int top = 0; top < rows; top += TILE) {
      int bottom = Math.min(rows, top + TILE);
      for (int left = 0; left < columns; left += TILE) {
        int right = Math.min(columns, left + TILE);
        for (int column = left; column < right; column++) {
          for (int row = top; row < bottom; row++) {
            to[column * rows + row] = from[row * columns + column];
          }
        }
      }
    }
  }
}
