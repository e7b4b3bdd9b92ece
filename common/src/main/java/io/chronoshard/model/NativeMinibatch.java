package io.chronoshard.model;

import io.chronoshard.layer.NativeFloats;
import io.chronoshard.window.Minibatch;
import io.chronoshard.window.WindowShape;
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
 * [sample][feature][time]} in Fortran order, which is the same.
 */
public final class NativeMinibatch {

  /**
   * Edge of the squares that are turned one after the other, so that both sides stay in the cache.
   */
  private static final int TILE = 32;

  private final int width;
  private final int length;
  private final int outputs;
  private final float[] turned;
  private final INDArray inputs;
  private final INDArray targets;

  /** For at most {@code capacity} windows of a shape; holds ND4J to one thread. */
  public NativeMinibatch(int capacity, WindowShape shape, int inputWidth, int targetWidth) {
    OneThread.hold();
    this.width = inputWidth;
    this.length = shape.length();
    this.outputs = Math.multiplyExact(shape.horizon(), targetWidth);
    this.turned = new float[Math.multiplyExact(Math.multiplyExact(capacity, length), width)];
    try (MemoryWorkspace outside = Nd4j.getMemoryManager().scopeOutOfWorkspaces()) {
      this.inputs = Nd4j.create(DataType.FLOAT, turned.length);
      this.targets = Nd4j.create(DataType.FLOAT, (long) capacity * outputs);
    }
  }

  /**
   * Copies a minibatch's inputs here: {@code [sample][feature][time]}, valid until the next copy.
   */
  public INDArray inputs(Minibatch minibatch) {
    int samples = minibatch.size();
    int values = length * width;
    turn(minibatch.inputs(), samples, values, turned);
    NativeFloats.write(turned, samples * values, inputs);
    return first(inputs, samples * values).reshape('f', samples, width, length);
  }

  /**
   * Copies a minibatch's targets here: {@code [sample][horizon · target]}, scaled, valid until the
   * next copy.
   */
  public INDArray targets(Minibatch minibatch) {
    int samples = minibatch.size();
    NativeFloats.write(minibatch.targets(), samples * outputs, targets);
    return first(targets, samples * outputs).reshape('c', samples, outputs);
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
