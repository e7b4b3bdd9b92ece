package io.chronoshard.layer;

import io.chronoshard.kernel.Arithmetic;
import io.chronoshard.kernel.RecurrentSettings.Direction;
import io.chronoshard.kernel.Threads;
import io.chronoshard.kernel.WayBack;
import io.chronoshard.layer.SequenceDropout.Factors;
import org.deeplearning4j.nn.api.MaskState;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.recurrent.BaseRecurrentLayer;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A {@link RecurrentLayer} at work in a network. */
final class RunningRecurrent extends BaseRecurrentLayer<RecurrentLayer> implements PartwiseLayer {

  private final RecurrentRun run;
  private final SequenceDropout dropout;
  private int firstSample;

  RunningRecurrent(NeuralNetConfiguration conf, DataType type) {
    super(conf, type);
    this.run = RecurrentRun.of(layerConf(), type);
    this.dropout = new SequenceDropout(layerConf(), conf.getSeed());
  }

  @Override
  public void runOn(Arithmetic arithmetic, Threads threads) {
    run.runOn(arithmetic, threads);
  }

  @Override
  public int microbatch() {
    return run.microbatch();
  }

  @Override
  public void begin(@Nullable Microbatch next) {
    firstSample = next == null ? 0 : next.first();
    run.begin(next);
  }

  @Override
  public void drawFrom(long seed) {
    dropout.drawFrom(seed);
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
    assertInputSet(false);
    dropout.begin(getIndex(), getIterationCount());
    return run.forward(training ? toLearnFrom() : toInfer(), workspaces);
  }

  private RecurrentMinibatch toInfer() {
    return minibatch(WayBack.NONE, Factors.NONE);
  }

  /** With the dropout of the sequences that have begun. */
  private RecurrentMinibatch toLearnFrom() {
    return minibatch(WayBack.FOLLOWS, dropout.factors(firstSample, Math.toIntExact(input.size(0))));
  }

  private RecurrentMinibatch minibatch(WayBack wayBack, Factors factors) {
    RecurrentMinibatch minibatch =
        new RecurrentMinibatch(paramsFlattened, input, maskArray, wayBack, factors);
    RecurrentInput.requireFits(layerConf(), minibatch);
    return minibatch;
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
    assertInputSet(true);
    INDArray back = run.backward(epsilon, gradientsFlattened, workspaces);
    Gradient gradient = new DefaultGradient(gradientsFlattened);
    gradientViews.forEach(gradient::setGradientFor);
    return new Pair<>(
        gradient, back == null ? DataGradient.of(this, input, dataType, workspaces) : back);
  }

  @Override
  public Pair<Gradient, INDArray> tbpttBackpropGradient(
      INDArray epsilon, int backLength, LayerWorkspaceMgr workspaces) {
    assertInputSet(true);
    if (backLength > 0 && backLength < RecurrentInput.steps(layerConf(), input)) {
      throw new UnsupportedOperationException(
          "a way back shorter than the way forward; set tBPTTBackwardLength to the forward length "
              + layerId());
    }
    return backpropGradient(epsilon, workspaces);
  }

  @Override
  public INDArray rnnTimeStep(INDArray next, LayerWorkspaceMgr workspaces) {
    requireForward();
    setInput(next, workspaces);
    INDArray out = run.goOn(toInfer(), stateMap, workspaces);
    run.keep(stateMap);
    return out;
  }

  @Override
  public INDArray rnnActivateUsingStoredState(
      INDArray next, boolean training, boolean keepsState, LayerWorkspaceMgr workspaces) {
    requireForward();
    setInput(next, workspaces);
    if (tBpttStateMap.isEmpty()) {
      dropout.begin(getIndex(), getIterationCount());
    }
    INDArray out = run.goOn(training ? toLearnFrom() : toInfer(), tBpttStateMap, workspaces);
    if (keepsState) {
      run.keep(tBpttStateMap);
    }
    return out;
  }

  private void requireForward() {
    if (layerConf().settings().direction() != Direction.FORWARD) {
      throw new UnsupportedOperationException(
          "only a layer that runs forward in time can go on where it stands " + layerId());
    }
  }

  @Override
  public @Nullable Pair<INDArray, MaskState> feedForwardMaskArray(
      INDArray mask, MaskState state, int samples) {
    setMaskArray(mask);
    return layerConf().givesLastOnly() ? null : new Pair<>(mask, state);
  }

  @Override
  public boolean isPretrainLayer() {
    return false;
  }
}
