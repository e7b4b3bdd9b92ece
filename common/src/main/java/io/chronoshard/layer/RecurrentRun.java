package io.chronoshard.layer;

import io.chronoshard.kernel.Arithmetic;
import io.chronoshard.kernel.Threads;
import java.util.Map;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A {@link RecurrentLayer} at work on the arrays of a network, in the network's numbers. It
 * remembers its last run for the way back.
 */
interface RecurrentRun {

  /** Of a layer of a network of a data type. */
  static RecurrentRun of(RecurrentLayer layer, DataType type) {
    return switch (Precision.of(type, layer.called())) {
      case FLOAT -> new FloatRecurrent(layer);
      case DOUBLE -> new DoubleRecurrent(layer);
    };
  }

  /** Says what does the arithmetic; no result depends on it. */
  void runOn(Arithmetic arithmetic, Threads threads);

  /** As {@link PartwiseLayer#microbatch}. */
  int microbatch();

  /** As {@link PartwiseLayer#begin}. */
  void begin(@Nullable Microbatch next);

  /**
   * Runs from a state of zeros.
   *
   * @return {@code [sample][unit][time]} in the layer's format, or {@code [sample][unit]} where it
   *     gives its last state alone
   */
  INDArray forward(RecurrentMinibatch minibatch, LayerWorkspaceMgr workspaces);

  /**
   * Runs from a kept state, forward in time.
   *
   * @param kept by {@link #keep}; empty where sequences begin
   * @return as {@link #forward} does
   */
  INDArray goOn(
      RecurrentMinibatch minibatch, Map<String, INDArray> kept, LayerWorkspaceMgr workspaces);

  /** Keeps the state behind the last {@link #goOn}. */
  void keep(Map<String, INDArray> kept);

  /**
   * The way back of the last run; the state that it began at is taken for given.
   *
   * @param epsilon the gradient of what the run gave, in its shape
   * @param gradient receives that of the parameters
   * @return the gradient of the input, in its shape; null where nobody needs it
   */
  @Nullable INDArray backward(INDArray epsilon, INDArray gradient, LayerWorkspaceMgr workspaces);
}
