package io.chronoshard.layer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.graph.PreprocessorVertex;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.jspecify.annotations.Nullable;
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
    Microbatches parts = Microbatches.of(getLayers());
    if (parts.areWanted() && mayBeCut() && parts.size() < getInput(0).size(0)) {
      inMicrobatches(parts);
    } else {
      super.computeGradientAndScore();
    }
  }

  /** Whether a minibatch gives the same when some samples come after the others. */
  private boolean mayBeCut() {
    ComputationGraphConfiguration settings = getConfiguration();
    return settings.getVertices().values().stream().allMatch(KernelGraph::isPlain)
        && isComplete()
        && Microbatches.areSameWith(
            getListeners(), settings.getBackpropType(), settings.getDataType());
  }

  private static boolean isPlain(GraphVertex vertex) {
    if (vertex instanceof LayerVertex layer) {
      return Microbatches.areSameBehind(layer.getPreProcessor());
    } else if (vertex instanceof PreprocessorVertex before) {
      return Microbatches.areSameBehind(before.getPreProcessor());
    }
    return vertex instanceof Merge;
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

  private void inMicrobatches(Microbatches parts) {
    INDArray[] inputs = getInputs();
    INDArray[] labels = Objects.requireNonNull(wanted);
    @Nullable INDArray @Nullable [] inputMasks = getInputMaskArrays();
    @Nullable INDArray @Nullable [] labelMasks = getLabelMaskArrays();
    int samples = Math.toIntExact(inputs[0].size(0));
    parts.go(
        samples,
        (first, end) -> {
          parts.begin(new Microbatch(first, samples, null));
          beginOutputs(first, samples, labelMasks);
          setInputs(Microbatch.of(inputs, first, end));
          setLabels(Microbatch.of(labels, first, end));
          setLayerMaskArrays(masks(inputMasks, first, end), masks(labelMasks, first, end));
          super.computeGradientAndScore();
        },
        () -> {
          setInputs(inputs);
          setLabels(labels);
          setLayerMaskArrays(inputMasks, labelMasks);
        });
  }

  /** Tells each output what all samples count. */
  private void beginOutputs(int first, int samples, @Nullable INDArray @Nullable [] labelMasks) {
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
