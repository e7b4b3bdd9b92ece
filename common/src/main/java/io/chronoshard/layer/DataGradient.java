package io.chronoshard.layer;

import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What a layer that was told that its input is data gives for the input's gradient. */
final class DataGradient {

  private DataGradient() {}

  /**
   * Nothing where a {@code MultiLayerNetwork} begins, for nobody asks. Zeros elsewhere, also in a
   * graph, which adds up what all layers give that read the same, and knows no absent gradient; its
   * first vertex is an input, so that no layer of a graph has the index 0.
   */
  static @Nullable INDArray of(
      Layer layer, INDArray input, DataType type, LayerWorkspaceMgr workspaces) {
    return layer.getIndex() == 0
        ? null
        : workspaces.create(ArrayType.ACTIVATION_GRAD, type, input.shape(), 'f');
  }
}
