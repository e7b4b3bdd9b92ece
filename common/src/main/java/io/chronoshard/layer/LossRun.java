package io.chronoshard.layer;

import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The loss of an {@link Output} at work on the arrays of a network, in the network's numbers.
 * Inputs are {@code [sample][output]}, or {@code [sample][output][time]} in the layer's format;
 * labels likewise with targets; masks {@code [sample][time]}: what each step counts, null where all
 * count one.
 */
interface LossRun {

  /** Of a layer of a network of a data type. */
  static LossRun of(Output layer, DataType type) {
    return switch (Precision.of(type, layer.called())) {
      case FLOAT -> new FloatLoss(layer);
      case DOUBLE -> new DoubleLoss(layer);
    };
  }

  /** What the network gives, in the input's shape. */
  INDArray forecasts(INDArray input, LayerWorkspaceMgr workspaces);

  /** The mean over a minibatch. */
  double value(INDArray input, INDArray labels, @Nullable INDArray mask);

  /** The means over each sample's steps and outputs. */
  double[] bySample(INDArray input, INDArray labels, @Nullable INDArray mask);

  /**
   * The mean over a minibatch, as far as its samples are through, and its gradient.
   *
   * @param part which samples of it these are
   */
  Slope slope(
      INDArray input,
      INDArray labels,
      @Nullable INDArray mask,
      Microbatch part,
      LayerWorkspaceMgr workspaces);

  /**
   * A loss and its gradient.
   *
   * @param value the mean over a minibatch, where the samples that are not through count zero
   * @param gradient in the input's shape
   */
  record Slope(double value, INDArray gradient) {}
}
