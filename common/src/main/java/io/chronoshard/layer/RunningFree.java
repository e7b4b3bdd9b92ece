package io.chronoshard.layer;

import io.chronoshard.kernel.Arithmetic;
import io.chronoshard.kernel.Threads;
import io.chronoshard.kernel.WayBack;
import org.deeplearning4j.nn.api.MaskState;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.AbstractLayer;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A {@link LocalLayer} without parameters at work in a network. */
final class RunningFree extends AbstractLayer<FreeLayer> implements PartwiseLayer {

  private final LocalRun run;

  /** For a layer that the configuration holds. */
  RunningFree(NeuralNetConfiguration conf, LocalLayer layer, DataType type) {
    super(conf, type);
    this.run = new LocalRun(layer, type);
  }

  @Override
  public void runOn(Arithmetic arithmetic, Threads threads) {
    run.runOn(arithmetic, threads);
  }

  @Override
  public void begin(@Nullable Microbatch next) {
    run.begin(next);
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
    assertInputSet(false);
    return run.forward(input, null, training ? WayBack.FOLLOWS : WayBack.NONE, workspaces);
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
    assertInputSet(true);
    INDArray back = run.backward(epsilon, input, null, null, workspaces);
    return new Pair<>(new DefaultGradient(), back);
  }

  @Override
  public @Nullable Pair<INDArray, MaskState> feedForwardMaskArray(
      @Nullable INDArray mask, MaskState state, int samples) {
    run.requireNoMask(mask);
    return mask == null ? null : new Pair<>(mask, state);
  }

  @Override
  public boolean isPretrainLayer() {
    return false;
  }

  @Override
  public void clearNoiseWeightParams() {
    // There are none.
  }
}
