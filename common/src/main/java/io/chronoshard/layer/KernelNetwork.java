package io.chronoshard.layer;

import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.BackpropType;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.INDArrayIndex;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * A network that learns from a minibatch some samples after the others: what its recurrent layers
 * keep of them for the way back stays in the processor's caches, and takes a part of the memory.
 *
 * <p>Parameters, gradients and scores are the same, to the bit, as those of a {@link
 * MultiLayerNetwork} of the same configuration, and so are its files. It does whole minibatches, as
 * that one does, where it has a layer that is not of this package, a listener (which is shown the
 * activations of whole minibatches), truncated backpropagation or the data type DOUBLE.
 */
@SuppressWarnings("overrides") // Deeplearning4j declares doEvaluation in two ways.
public final class KernelNetwork extends MultiLayerNetwork {

  private static final long serialVersionUID = 1L;

  private transient @Nullable INDArray inputMask;

  /** As the other. */
  public KernelNetwork(MultiLayerConfiguration conf) {
    super(conf);
  }

  @Override
  public void setLayerMaskArrays(@Nullable INDArray input, @Nullable INDArray labels) {
    inputMask = input;
    super.setLayerMaskArrays(input, labels);
  }

  @Override
  public void clearLayerMaskArrays() {
    inputMask = null;
    super.clearLayerMaskArrays();
  }

  @Override
  public void computeGradientAndScore() {
    List<KernelLayer> kernels = kernels();
    int size = kernels.stream().mapToInt(KernelLayer::microbatch).min().orElse(KernelLayer.ANY);
    if (size >= getInput().size(0) || !mayBeCut()) {
      super.computeGradientAndScore();
      return;
    }
    try {
      inMicrobatches(size, kernels);
    } finally {
      kernels.forEach(kernel -> kernel.begin(null));
    }
  }

  /** Its layers; none where some are not of this package. */
  private List<KernelLayer> kernels() {
    List<KernelLayer> kernels = new ArrayList<>();
    for (Layer layer : getLayers()) {
      if (!(layer instanceof KernelLayer kernel)) {
        return List.of();
      }
      kernels.add(kernel);
    }
    return kernels;
  }

  private boolean mayBeCut() {
    boolean isPlain = true;
    for (int layer = 0; layer < getnLayers(); layer++) {
      InputPreProcessor before = getLayerWiseConfigurations().getInputPreProcess(layer);
      isPlain &= before == null || before instanceof FlattenSequence;
    }
    return isPlain
        && getListeners().isEmpty()
        && getLayerWiseConfigurations().getBackpropType() == BackpropType.Standard
        && getLayerWiseConfigurations().getDataType() == DataType.FLOAT;
  }

  private void inMicrobatches(int size, List<KernelLayer> kernels) {
    INDArray input = getInput();
    INDArray labels = getLabels();
    INDArray mask = inputMask;
    INDArray labelMask = getOutputLayer().getMaskArray();
    int samples = Math.toIntExact(input.size(0));
    try {
      for (int first = 0; first < samples; first += size) {
        int end = Math.min(samples, first + size);
        Microbatch next = new Microbatch(first, samples, labelMask);
        kernels.forEach(kernel -> kernel.begin(next));
        show(
            samples(input, first, end),
            samples(labels, first, end),
            mask == null ? null : samples(mask, first, end),
            labelMask == null ? null : samples(labelMask, first, end));
        super.computeGradientAndScore();
      }
    } finally {
      show(input, labels, mask, labelMask);
    }
  }

  private void show(
      INDArray input, INDArray labels, @Nullable INDArray mask, @Nullable INDArray labelMask) {
    setInput(input);
    setLabels(labels);
    if (mask != null || labelMask != null) {
      setLayerMaskArrays(mask, labelMask);
    }
  }

  private static INDArray samples(INDArray array, int first, int end) {
    INDArrayIndex[] some = new INDArrayIndex[array.rank()];
    some[0] = NDArrayIndex.interval(first, end);
    for (int dimension = 1; dimension < some.length; dimension++) {
      some[dimension] = NDArrayIndex.all();
    }
    return array.get(some);
  }
}
