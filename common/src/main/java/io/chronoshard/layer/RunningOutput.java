package io.chronoshard.layer;

import io.chronoshard.kernel.Arithmetic;
import io.chronoshard.kernel.LossKernel;
import io.chronoshard.kernel.Sequences;
import io.chronoshard.kernel.Threads;
import io.chronoshard.kernel.reference.ReferenceLoss;
import java.util.Arrays;
import java.util.List;
import org.deeplearning4j.exception.DL4JInvalidInputException;
import org.deeplearning4j.nn.api.MaskState;
import org.deeplearning4j.nn.api.layers.IOutputLayer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.AbstractLayer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.DataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.nd4j.linalg.factory.Nd4j;

/** An {@link Output} at work in a network. */
final class RunningOutput extends AbstractLayer<Output> implements IOutputLayer, KernelLayer {

  private final HeapValues outputs = new HeapValues();
  private final HeapValues targets = new HeapValues();
  private final HeapValues gradients = new HeapValues();
  private final HeapValues counts = new HeapValues();
  private @Nullable INDArray labels;
  private @Nullable LossKernel kernel;
  private int width;

  /** The loss of the input and the labels; NaN where it is not known yet. */
  private double loss = Double.NaN;

  private double score;

  RunningOutput(NeuralNetConfiguration conf, DataType type) {
    super(conf, type);
  }

  @Override
  public void runOn(Arithmetic arithmetic, Threads threads) {
    // A loss is computed in double everywhere.
  }

  private RNNFormat format() {
    return layerConf().format();
  }

  private boolean isDouble() {
    return dataType == DataType.DOUBLE;
  }

  private LossKernel kernel(int outputsOfStep) {
    if (kernel == null || width != outputsOfStep) {
      kernel = new LossKernel(layerConf().loss(), layerConf().weights(outputsOfStep));
      width = outputsOfStep;
    }
    return kernel;
  }

  private ReferenceLoss equations() {
    int feature = HeapValues.featureDimension(input, format());
    return new ReferenceLoss(
        layerConf().loss(), layerConf().weights(Math.toIntExact(input.size(feature))));
  }

  @Override
  public void setInput(INDArray next, LayerWorkspaceMgr workspaces) {
    super.setInput(next, workspaces);
    loss = Double.NaN;
  }

  @Override
  public void setLabels(INDArray next) {
    labels = next;
    loss = Double.NaN;
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
    if (isDouble()) {
      double[][][] values = DoubleValues.read(input, format());
      equations().toForecasts(values);
      return DoubleValues.give(values, input.rank(), format(), ArrayType.ACTIVATIONS, workspaces);
    }
    Sequences in = outputs.read(input, format());
    Sequences out = gradients.room(in.samples(), in.steps(), in.width());
    kernel(in.width()).toForecasts(in, out);
    return HeapValues.give(out, input.rank(), format(), ArrayType.ACTIVATIONS, workspaces);
  }

  @Override
  public double computeScore(double penalty, boolean training, LayerWorkspaceMgr workspaces) {
    INDArray wanted = requireLabels();
    if (Double.isNaN(loss)) {
      if (isDouble()) {
        loss =
            equations()
                .value(
                    DoubleValues.read(input, format()),
                    DoubleValues.read(wanted, format()),
                    doubleMask());
      } else {
        Sequences in = outputs.read(input, format());
        loss = kernel(in.width()).value(in, targets.read(wanted, format()), mask(in));
      }
    }
    score = loss + penalty;
    return score;
  }

  @Override
  public INDArray computeScoreForExamples(double penalty, LayerWorkspaceMgr workspaces) {
    INDArray wanted = requireLabels();
    Sequences in = outputs.read(input, format());
    double[] means = kernel(in.width()).bySample(in, targets.read(wanted, format()), mask(in));
    INDArray scores =
        Nd4j.createFromArray(means).addi(penalty).castTo(dataType).reshape(means.length, 1);
    return workspaces.leverageTo(ArrayType.ACTIVATIONS, scores);
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(
      @Nullable INDArray epsilon, LayerWorkspaceMgr workspaces) {
    INDArray wanted = requireLabels();
    // Deeplearning4j divides by the samples of a minibatch where it is told so.
    double factor = conf.isMiniBatch() ? input.size(0) : 1;
    INDArray back = isDouble() ? backInDouble(wanted, workspaces) : back(wanted, workspaces);
    return new Pair<>(new DefaultGradient(), factor == 1 ? back : back.muli(factor));
  }

  private INDArray back(INDArray wanted, LayerWorkspaceMgr workspaces) {
    Sequences in = outputs.read(input, format());
    Sequences gradient = gradients.room(in.samples(), in.steps(), in.width());
    loss = kernel(in.width()).value(in, targets.read(wanted, format()), mask(in), gradient);
    return HeapValues.give(gradient, input.rank(), format(), ArrayType.ACTIVATION_GRAD, workspaces);
  }

  private INDArray backInDouble(INDArray wanted, LayerWorkspaceMgr workspaces) {
    double[][][] gradient =
        equations()
            .gradient(
                DoubleValues.read(input, format()),
                DoubleValues.read(wanted, format()),
                doubleMask());
    return DoubleValues.give(
        gradient, input.rank(), format(), ArrayType.ACTIVATION_GRAD, workspaces);
  }

  private INDArray requireLabels() {
    if (input == null || labels == null) {
      throw new IllegalStateException("no input or no labels before " + layerConf().called());
    }
    if (labels.rank() != input.rank() || labels.size(0) != input.size(0)) {
      throw new DL4JInvalidInputException(
          "labels of shape "
              + Arrays.toString(labels.shape())
              + " for outputs of shape "
              + Arrays.toString(input.shape())
              + " of "
              + layerConf().called());
    }
    return labels;
  }

  private @Nullable Sequences mask(Sequences in) {
    requireMaskFits();
    return maskArray == null ? null : counts.readSteps(maskArray, in.steps());
  }

  private double @Nullable [][] doubleMask() {
    requireMaskFits();
    return maskArray == null ? null : maskArray.castTo(DataType.DOUBLE).toDoubleMatrix();
  }

  private void requireMaskFits() {
    long steps =
        input.rank() == 3 ? input.size(3 - HeapValues.featureDimension(input, format())) : 1;
    StepMask.requireFits(maskArray, input.size(0), steps, layerConf().called());
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
    loss = Double.NaN;
  }

  @Override
  public boolean isPretrainLayer() {
    return false;
  }

  @Override
  public void clearNoiseWeightParams() {
    // There are none.
  }

  @Override
  public double f1Score(DataSet data) {
    throw ofTheNetwork();
  }

  @Override
  public double f1Score(INDArray examples, INDArray wanted) {
    throw ofTheNetwork();
  }

  @Override
  @SuppressWarnings("deprecation") // The interface wants it.
  public int numLabels() {
    throw ofTheNetwork();
  }

  @Override
  public void fit(DataSetIterator data) {
    throw ofTheNetwork();
  }

  @Override
  public int[] predict(INDArray examples) {
    throw ofTheNetwork();
  }

  @Override
  public List<String> predict(DataSet data) {
    throw ofTheNetwork();
  }

  @Override
  public void fit(INDArray examples, INDArray wanted) {
    throw ofTheNetwork();
  }

  @Override
  public void fit(DataSet data) {
    throw ofTheNetwork();
  }

  @Override
  public void fit(INDArray examples, int[] wanted) {
    throw ofTheNetwork();
  }

  private UnsupportedOperationException ofTheNetwork() {
    return new UnsupportedOperationException(
        layerConf().called() + " is the end of a network; ask the network");
  }
}
