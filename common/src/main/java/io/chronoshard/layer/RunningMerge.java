package io.chronoshard.layer;

import io.chronoshard.kernel.MergeKernel.Kind;
import java.util.Arrays;
import org.deeplearning4j.exception.DL4JInvalidInputException;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.MaskState;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.BaseGraphVertex;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A {@link Merge} at work in a graph. */
@SuppressWarnings("overrides") // Deeplearning4j's vertices declare setInputs in two ways.
final class RunningMerge extends BaseGraphVertex {

  private final Kind kind;
  private final MergeRun run;

  RunningMerge(ComputationGraph graph, String name, int index, Kind kind, DataType type) {
    super(graph, name, index, null, null, type);
    this.kind = kind;
    this.run = MergeRun.of(kind, Precision.of(type, toString()));
  }

  @Override
  public INDArray doForward(boolean training, LayerWorkspaceMgr workspaces) {
    requireFits();
    return run.forward(inputs, workspaces);
  }

  private void requireFits() {
    for (INDArray input : inputs) {
      boolean fits = input.rank() == inputs[0].rank() && (input.rank() == 2 || input.rank() == 3);
      for (int dimension = 0; fits && dimension < input.rank(); dimension++) {
        boolean mayDiffer = kind == Kind.CONCATENATE && dimension == 1;
        fits = mayDiffer || input.size(dimension) == inputs[0].size(dimension);
      }
      if (!fits) {
        throw new DL4JInvalidInputException(
            "inputs of shapes "
                + Arrays.toString(inputs[0].shape())
                + " and "
                + Arrays.toString(input.shape())
                + " for the vertex \""
                + getVertexName()
                + "\", "
                + new Merge(kind));
      }
    }
  }

  @Override
  public Pair<Gradient, INDArray[]> doBackward(boolean tbptt, LayerWorkspaceMgr workspaces) {
    return new Pair<>(null, run.backward(inputs, epsilon, workspaces));
  }

  @Override
  public boolean hasLayer() {
    return false;
  }

  @Override
  public @Nullable Layer getLayer() {
    return null;
  }

  @Override
  public void setBackpropGradientsViewArray(@Nullable INDArray view) {
    if (view != null) {
      throw new IllegalArgumentException("a gradient of parameters for " + this);
    }
  }

  /** A step is masked where it is in any of the inputs. */
  @Override
  public @Nullable Pair<INDArray, MaskState> feedForwardMaskArrays(
      INDArray @Nullable [] masks, MaskState state, int samples) {
    INDArray common = null;
    for (INDArray mask : masks == null ? new INDArray[0] : masks) {
      if (mask != null) {
        common = common == null ? mask : common.mul(mask);
      }
    }
    return common == null ? null : new Pair<>(common, state);
  }

  @Override
  public String toString() {
    return "vertex \"" + getVertexName() + "\", " + new Merge(kind);
  }
}
