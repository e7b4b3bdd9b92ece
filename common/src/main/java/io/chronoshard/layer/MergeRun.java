package io.chronoshard.layer;

import io.chronoshard.kernel.MergeKernel.Kind;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A {@link Merge} at work on the arrays of a network, in the network's numbers: {@code
 * [sample][feature]}, or {@code [sample][feature][time]}.
 */
interface MergeRun {

  /** Of a network of a precision. */
  static MergeRun of(Kind kind, Precision precision) {
    return switch (precision) {
      case FLOAT -> new FloatMerge(kind);
      case DOUBLE -> new DoubleMerge(kind);
    };
  }

  /** Makes one of the inputs. */
  INDArray forward(INDArray[] inputs, LayerWorkspaceMgr workspaces);

  /**
   * The way back.
   *
   * @param inputs of the way forward
   * @param epsilon the gradient of what was merged
   * @return each input's gradient
   */
  INDArray[] backward(INDArray[] inputs, INDArray epsilon, LayerWorkspaceMgr workspaces);
}
