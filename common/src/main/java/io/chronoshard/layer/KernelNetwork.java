package io.chronoshard.layer;

import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

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

  /** Of a configuration; {@link #init} makes its layers. */
  public KernelNetwork(MultiLayerConfiguration conf) {
    super(conf);
  }

  /** A network of the same parameters and updater state that learns likewise. */
  @Override
  public KernelNetwork clone() {
    MultiLayerNetwork copy = super.clone();
    KernelNetwork made = new KernelNetwork(copy.getLayerWiseConfigurations());
    made.init(copy.params(), false);
    INDArray state = copy.updaterState();
    if (state != null) {
      made.getUpdater().setStateViewArray(made, state, false);
    }
    return made;
  }

  @Override
  public void computeGradientAndScore() {
    Microbatches parts = Microbatches.of(getLayers());
    if (parts.areWanted() && mayBeCut() && parts.size() < getInput().size(0)) {
      inMicrobatches(parts);
    } else {
      super.computeGradientAndScore();
    }
  }

  /** Whether a minibatch gives the same when some samples come after the others. */
  private boolean mayBeCut() {
    boolean isPlain = true;
    for (int layer = 0; layer < getnLayers(); layer++) {
      isPlain &= Microbatches.areSameBehind(getLayerWiseConfigurations().getInputPreProcess(layer));
    }
    return isPlain
        && isComplete()
        && Microbatches.areSameWith(
            getListeners(),
            getLayerWiseConfigurations().getBackpropType(),
            getLayerWiseConfigurations().getDataType());
  }

  /** Whether all that is learned from is there and of the same samples; layers tell what is not. */
  private boolean isComplete() {
    INDArray input = getInput();
    if (input == null || getLabels() == null || !(getOutputLayer() instanceof RunningOutput)) {
      return false;
    }
    long samples = input.size(0);
    boolean fits = getLabels().size(0) == samples;
    for (INDArray mask : masks()) {
      fits &= mask == null || mask.size(0) == samples;
    }
    return fits;
  }

  /** Each layer's mask; null where it has none. */
  private @Nullable INDArray[] masks() {
    INDArray[] masks = new INDArray[getnLayers()];
    for (int layer = 0; layer < masks.length; layer++) {
      masks[layer] = getLayer(layer).getMaskArray();
    }
    return masks;
  }

  private void inMicrobatches(Microbatches parts) {
    INDArray input = getInput();
    INDArray labels = getLabels();
    @Nullable INDArray[] masks = masks();
    int samples = Math.toIntExact(input.size(0));
    parts.go(
        samples,
        (first, end) -> {
          parts.begin(new Microbatch(first, samples, masks[masks.length - 1]));
          show(
              Microbatch.of(input, first, end),
              Microbatch.of(labels, first, end),
              Microbatch.of(masks, first, end));
          super.computeGradientAndScore();
        },
        () -> show(input, labels, masks));
  }

  private void show(INDArray input, INDArray labels, @Nullable INDArray[] masks) {
    setInput(input);
    setLabels(labels);
    for (int layer = 0; layer < masks.length; layer++) {
      getLayer(layer).setMaskArray(masks[layer]);
    }
  }
}
