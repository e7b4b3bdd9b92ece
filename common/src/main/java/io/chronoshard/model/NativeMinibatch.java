package io.chronoshard.model;

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
 * <p>Inputs lie there as {@code [sample][time][feature]}, as a {@link Minibatch} has them, and are
 * shown to the network as {@code [sample][feature][time]}; targets as {@code [sample][horizon ·
 * target]}.
 */
public final class NativeMinibatch {

  private final int capacity;
  private final INDArray inputs;
  private final INDArray targets;

  /** For at most {@code capacity} windows of a shape. */
  public NativeMinibatch(int capacity, WindowShape shape, int inputWidth, int targetWidth) {
    this.capacity = capacity;
    try (MemoryWorkspace outside = Nd4j.getMemoryManager().scopeOutOfWorkspaces()) {
      this.inputs =
          Nd4j.create(DataType.FLOAT, new long[] {capacity, shape.length(), inputWidth}, 'c');
      this.targets =
          Nd4j.create(
              DataType.FLOAT, new long[] {capacity, (long) shape.horizon() * targetWidth}, 'c');
    }
  }

  /**
   * Copies a minibatch's inputs here: {@code [sample][feature][time]}, valid until the next copy.
   */
  public INDArray inputs(Minibatch minibatch) {
    return first(inputs, minibatch.inputs(), minibatch.size()).permute(0, 2, 1);
  }

  /**
   * Copies a minibatch's targets here: {@code [sample][horizon · target]}, scaled, valid until the
   * next copy.
   */
  public INDArray targets(Minibatch minibatch) {
    return first(targets, minibatch.targets(), minibatch.size());
  }

  private INDArray first(INDArray memory, float[] values, int samples) {
    NativeFloats.write(values, Math.toIntExact(memory.length() / capacity) * samples, memory);
    return samples == capacity ? memory : memory.get(NDArrayIndex.interval(0, samples));
  }
}
