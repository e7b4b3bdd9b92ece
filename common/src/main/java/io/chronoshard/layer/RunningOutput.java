package io.chronoshard.layer;

import io.chronoshard.kernel.Arithmetic;
import io.chronoshard.kernel.Threads;
import java.util.Arrays;
import java.util.OptionalDouble;
import org.deeplearning4j.exception.DL4JInvalidInputException;
import org.deeplearning4j.nn.api.MaskState;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.AbstractLayer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** An {@link Output} at work in a network. */
final class RunningOutput extends AbstractLayer<Output> implements TrainedByNetwork, PartwiseLayer {

  private final LossRun run;
  private @Nullable INDArray labels;
  private @Nullable Microbatch part;

  /** The loss of the minibatch, once it is known. */
  private OptionalDouble loss = OptionalDouble.empty();

  /** The loss with all penalties. */
  private double score;

  RunningOutput(NeuralNetConfiguration conf, DataType type) {
    super(conf, type);
    this.run = LossRun.of(layerConf(), type);
  }

  @Override
  public void runOn(Arithmetic arithmetic, Threads threads) {
    // A loss is computed in double everywhere.
  }

  @Override
  public void begin(@Nullable Microbatch next) {
    part = next;
  }

  @Override
  public String called() {
    return layerConf().called();
  }

  @Override
  public void setInput(INDArray next, LayerWorkspaceMgr workspaces) {
    super.setInput(next, workspaces);
    loss = OptionalDouble.empty();
  }

  @Override
  public void setLabels(INDArray next) {
    labels = next;
    loss = OptionalDouble.empty();
  }

  @Override
  public @Nullable INDArray getLabels() {
    return labels;
  }

  @Override
  public boolean needsLabels() {
    return true;
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
    assertInputSet(false);
    return run.forecasts(input, workspaces);
  }

  @Override
  public double computeScore(double penalty, boolean training, LayerWorkspaceMgr workspaces) {
    INDArray wanted = requireLabels();
    if (loss.isEmpty()) {
      loss = OptionalDouble.of(run.value(input, wanted, maskArray));
    }
    score = loss.getAsDouble() + penalty;
    return score;
  }

  @Override
  public INDArray computeScoreForExamples(double penalty, LayerWorkspaceMgr workspaces) {
    double[] means = run.bySample(input, requireLabels(), maskArray);
    INDArray scores =
        Nd4j.createFromArray(means).addi(penalty).castTo(dataType).reshape(means.length, 1);
    return workspaces.leverageTo(ArrayType.ACTIVATIONS, scores);
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(
      @Nullable INDArray epsilon, LayerWorkspaceMgr workspaces) {
    INDArray wanted = requireLabels();
    Microbatch samples = part == null ? Microbatch.whole(input.size(0), maskArray) : part;
    LossRun.Slope slope = run.slope(input, wanted, maskArray, samples, workspaces);
    loss = OptionalDouble.of(slope.value());
    // Deeplearning4j divides by the samples of a minibatch where it is told so.
    double factor = conf.isMiniBatch() ? samples.samples() : 1;
    INDArray back = slope.gradient();
    return new Pair<>(new DefaultGradient(), factor == 1 ? back : back.muli(factor));
  }

  /** Refuses labels and a mask that do not fit the input. */
  private INDArray requireLabels() {
    if (input == null || labels == null) {
      throw new IllegalStateException("no input or no labels before " + called());
    }
    if (labels.rank() != input.rank() || labels.size(0) != input.size(0)) {
      throw new DL4JInvalidInputException(
          "labels of shape "
              + Arrays.toString(labels.shape())
              + " for outputs of shape "
              + Arrays.toString(input.shape())
              + " of "
              + called());
    }
    long steps =
        input.rank() == 3
            ? input.size(3 - HeapValues.featureDimension(input, layerConf().format()))
            : 1;
    StepMask.requireFits(maskArray, input.size(0), steps, called());
    return labels;
  }

  @Override
  public void computeGradientAndScore(LayerWorkspaceMgr workspaces) {
    computeScore(0, true, workspaces);
  }

  @Override
  public double score() {
    return score;
  }

  @Override
  public @Nullable Pair<INDArray, MaskState> feedForwardMaskArray(
      @Nullable INDArray mask, MaskState state, int samples) {
    setMaskArray(mask);
    return null;
  }

  @Override
  public void clear() {
    super.clear();
    labels = null;
    loss = OptionalDouble.empty();
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
