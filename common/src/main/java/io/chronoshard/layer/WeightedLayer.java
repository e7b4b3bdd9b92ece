package io.chronoshard.layer;

import java.util.Collection;
import java.util.Objects;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.inputs.InputType.InputTypeRecurrent;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.memory.LayerMemoryReport;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/** A {@link LocalLayer} with parameters: {@link AffineLayer}, {@link LayerNorm}. */
public abstract class WeightedLayer extends FeedForwardLayer
    implements LocalLayer, KernelParameters.Owner {

  @JsonProperty private @Nullable LayerVersion version;
  @JsonProperty private RNNFormat format = RNNFormat.NCW;
  @JsonProperty private boolean readsData;

  /** For reading a file. */
  WeightedLayer() {}

  WeightedLayer(Builder<?> builder) {
    super(builder);
    ForeignOption.refuse(builder);
    this.version = LayerVersion.NOW;
    this.format = builder.format;
    this.readsData = builder.readsData;
    initializeConstraints(builder);
  }

  /** Features of a step that it reads. */
  int inputs() {
    return Math.toIntExact(getNIn());
  }

  /** Features of a step that it gives. */
  int units() {
    return Math.toIntExact(getNOut());
  }

  @Override
  public String called() {
    return getClass().getSimpleName() + " \"" + getLayerName() + "\"";
  }

  @Override
  public RNNFormat format() {
    return format;
  }

  @Override
  public boolean readsData() {
    return readsData;
  }

  @Override
  public long reads() {
    return getNIn();
  }

  @Override
  public long gives(long features) {
    return getNOut();
  }

  @Override
  public Layer instantiate(
      NeuralNetConfiguration conf,
      @Nullable Collection<TrainingListener> listeners,
      int index,
      INDArray parameters,
      boolean initialize,
      DataType type) {
    OwnDropout.require(this, index);
    LayerVersion.require(version, called());
    RunningWeighted layer = new RunningWeighted(conf, type);
    layer.setListeners(listeners);
    layer.setIndex(index);
    layer.setParamsViewArray(parameters);
    layer.setParamTable(initializer().init(conf, parameters, initialize));
    layer.setConf(conf);
    return layer;
  }

  @Override
  public void requireSizes() {
    if (getNIn() < 1 || getNOut() < 1) {
      throw new IllegalStateException(
          called()
              + " reads "
              + getNIn()
              + " features of a step and gives "
              + getNOut()
              + "; say nIn and nOut, or let setInputType tell what it reads");
    }
  }

  @Override
  public ParamInitializer initializer() {
    return KernelParameters.INSTANCE;
  }

  @Override
  public InputType getOutputType(int index, InputType input) {
    return LocalLayer.output(this, input);
  }

  @Override
  public void setNIn(InputType input, boolean override) {
    super.setNIn(input, override);
    if (input instanceof InputTypeRecurrent sequence) {
      format = sequence.getFormat();
    }
  }

  @Override
  public @Nullable InputPreProcessor getPreProcessorForInputType(InputType input) {
    return LocalLayer.preprocessor(this, input);
  }

  @Override
  public LayerMemoryReport getMemoryReport(InputType input) {
    InputType output = getOutputType(-1, input);
    long parameters = initializer().numParams(this);
    return new LayerMemoryReport.Builder(getLayerName(), getClass(), input, output)
        .standardMemory(parameters, parameters)
        .build();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return super.equals(other)
        && other instanceof WeightedLayer that
        && getClass() == that.getClass()
        && format == that.format
        && readsData == that.readsData;
  }

  @Override
  public int hashCode() {
    return Objects.hash(super.hashCode(), format, readsData);
  }

  /**
   * Builds a layer; {@code nIn} and {@code nOut} are the features of a step that it reads and
   * gives. {@code activation}, {@code weightInit} and the like are refused when it is built; where
   * {@code NeuralNetConfiguration} gives them to all layers, they have no effect on this one, which
   * cannot tell them from Deeplearning4j's own.
   *
   * @param <T> the builder's own type
   */
  public abstract static class Builder<T extends Builder<T>> extends FeedForwardLayer.Builder<T> {

    private RNNFormat format = RNNFormat.NCW;
    private boolean readsData;

    Builder() {}

    abstract T self();

    /** In which order a sequence's dimensions come; features before time by default. */
    public T format(RNNFormat chosen) {
      format = chosen;
      return self();
    }

    /**
     * Nobody needs the gradient with respect to the input, for it is data; saves its time. Layers
     * before this one would learn nothing from it: to them that gradient is zero.
     */
    public T readsData() {
      readsData = true;
      return self();
    }
  }
}
