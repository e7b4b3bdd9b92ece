package io.chronoshard.layer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.BackpropType;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.graph.PreprocessorVertex;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A graph that learns from a minibatch some samples after the others, as a {@link KernelNetwork}
 * does, to the bits of a {@link ComputationGraph} of the same configuration. It does whole
 * minibatches, as that one does, where it has a layer or vertex that is not of this package, a
 * listener, truncated backpropagation or the data type DOUBLE.
 */
@SuppressWarnings("overrides") // Deeplearning4j declares doEvaluation in two ways.
public final class KernelGraph extends ComputationGraph {

  private static final long serialVersionUID = 1L;

  /** What the outputs are to give; Deeplearning4j keeps it to itself. */
  private transient INDArray @Nullable [] wanted;

  /** Of a configuration; {@link #init} makes its layers. */
  public KernelGraph(ComputationGraphConfiguration conf) {
    super(conf);
  }

  /** A graph of the same parameters and updater state that learns likewise. */
  @Override
  public KernelGraph clone() {
    // A configuration that Deeplearning4j clones has lost the order in which parameters lie.
    String json = getConfiguration().toJson();
    KernelGraph made = new KernelGraph(ComputationGraphConfiguration.fromJson(json));
    made.init(params().dup(), false);
    INDArray state = getUpdater().getStateViewArray();
    if (state != null) {
      made.getUpdater().setStateViewArray(state.dup());
    }
    return made;
  }

  @Override
  public void setLabels(INDArray... labels) {
    super.setLabels(labels);
    wanted = labels;
  }

  @Override
  public void setLabel(int output, INDArray label) {
    super.setLabel(output, label);
    wanted = null;
  }

  @Override
  public void computeGradientAndScore() {
    List<PartwiseLayer> kernels = kernels();
    int size = kernels.stream().mapToInt(PartwiseLayer::microbatch).min().orElse(PartwiseLayer.ANY);
    if (size < PartwiseLayer.ANY && mayBeCut() && size < getInput(0).size(0)) {
      inMicrobatches(size, kernels);
    } else {
      super.computeGradientAndScore();
    }
  }

  /** Its layers; none where some are not of this package. */
  private List<PartwiseLayer> kernels() {
    List<PartwiseLayer> kernels = new ArrayList<>();
    for (Layer layer : getLayers()) {
      if (!(layer instanceof PartwiseLayer kernel)) {
        return List.of();
      }
      kernels.add(kernel);
    }
    return kernels;
  }

  /** Whether a minibatch gives the same when some samples come after the others. */
  private boolean mayBeCut() {
    ComputationGraphConfiguration settings = getConfiguration();
    return settings.getVertices().values().stream().allMatch(KernelGraph::isPlain)
        && isComplete()
        && getListeners().isEmpty()
        && settings.getBackpropType() == BackpropType.Standard
        && settings.getDataType() == DataType.FLOAT;
  }

  private static boolean isPlain(GraphVertex vertex) {
    if (vertex instanceof LayerVertex layer) {
      return layer.getPreProcessor() == null || isPlain(layer.getPreProcessor());
    } else if (vertex instanceof PreprocessorVertex before) {
      return isPlain(before.getPreProcessor());
    }
    return vertex instanceof Merge;
  }

  private static boolean isPlain(InputPreProcessor before) {
    return before instanceof FlattenSequence;
  }

  /** Whether all that is learned from is there and of the same samples; layers tell what is not. */
  private boolean isComplete() {
    List<@Nullable INDArray> arrays = new ArrayList<>(Arrays.asList(getInputs()));
    arrays.addAll(wanted == null ? Arrays.asList((INDArray) null) : Arrays.asList(wanted));
    if (arrays.contains(null)) {
      return false;
    }
    addAll(getInputMaskArrays(), arrays);
    addAll(getLabelMaskArrays(), arrays);
    long samples = getInput(0).size(0);
    boolean fits = arrays.stream().filter(Objects::nonNull).allMatch(one -> one.size(0) == samples);
    for (int output = 0; output < getNumOutputArrays(); output++) {
      fits &= getOutputLayer(output) instanceof RunningOutput;
    }
    return fits;
  }

  private static void addAll(
      @Nullable INDArray @Nullable [] some, List<@Nullable INDArray> arrays) {
    if (some != null) {
      arrays.addAll(Arrays.asList(some));
    }
  }

  private void inMicrobatches(int size, List<PartwiseLayer> kernels) {
    INDArray[] inputs = getInputs();
    INDArray[] labels = Objects.requireNonNull(wanted);
    @Nullable INDArray @Nullable [] inputMasks = getInputMaskArrays();
    @Nullable INDArray @Nullable [] labelMasks = getLabelMaskArrays();
    int samples = Math.toIntExact(inputs[0].size(0));
    try {
      for (int first = 0; first < samples; first += size) {
        int end = Math.min(samples, first + size);
        begin(first, samples, kernels, labelMasks);
        setInputs(Microbatch.of(inputs, first, end));
        setLabels(Microbatch.of(labels, first, end));
        setLayerMaskArrays(masks(inputMasks, first, end), masks(labelMasks, first, end));
        super.computeGradientAndScore();
      }
    } finally {
      kernels.forEach(kernel -> kernel.begin(null));
      setInputs(inputs);
      setLabels(labels);
      setLayerMaskArrays(inputMasks, labelMasks);
    }
  }

  /** Tells each layer which samples come, and each output what all of them count. */
  private void begin(
      int first,
      int samples,
      List<PartwiseLayer> kernels,
      @Nullable INDArray @Nullable [] labelMasks) {
    kernels.forEach(kernel -> kernel.begin(new Microbatch(first, samples, null)));
    for (int output = 0; labelMasks != null && output < labelMasks.length; output++) {
      Microbatch next = new Microbatch(first, samples, labelMasks[output]);
      ((PartwiseLayer) getOutputLayer(output)).begin(next);
    }
  }

  private static @Nullable INDArray @Nullable [] masks(
      @Nullable INDArray @Nullable [] masks, int first, int end) {
    return masks == null ? null : Microbatch.of(masks, first, end);
  }
}
