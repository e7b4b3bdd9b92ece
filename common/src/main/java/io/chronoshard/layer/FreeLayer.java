package io.chronoshard.layer;

import java.util.Collection;
import java.util.Objects;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.inputs.InputType.InputTypeRecurrent;
import org.deeplearning4j.nn.conf.layers.NoParamLayer;
import org.deeplearning4j.nn.conf.memory.LayerMemoryReport;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/** A layer without parameters, such as {@link Pooling}, {@link Dropout}, {@link Output}. */
public abstract class FreeLayer extends NoParamLayer {

  @JsonProperty private @Nullable LayerVersion version;
  @JsonProperty private RNNFormat format = RNNFormat.NCW;

  /** For reading a file. */
  FreeLayer() {}

  FreeLayer(Builder<?> builder) {
    super(builder);
    ForeignOption.refuseConstraints(builder);
    this.version = LayerVersion.NOW;
    this.format = builder.format;
  }

  /** The layer at work. */
  abstract Layer running(NeuralNetConfiguration conf, DataType type);

  @Override
  public Layer instantiate(
      NeuralNetConfiguration conf,
      @Nullable Collection<TrainingListener> listeners,
      int index,
      @Nullable INDArray parameters,
      boolean initialize,
      DataType type) {
    OwnDropout.require(this, index);
    LayerVersion.require(version, called());
    Layer layer = running(conf, type);
    layer.setListeners(listeners);
    layer.setIndex(index);
    return layer;
  }

  /** What errors call it. */
  public String called() {
    return getClass().getSimpleName() + " \"" + getLayerName() + "\"";
  }

  /** In which order a sequence's dimensions come. */
  public RNNFormat format() {
    return format;
  }

  @Override
  public void setNIn(InputType input, boolean override) {
    if (input instanceof InputTypeRecurrent sequence) {
      format = sequence.getFormat();
    }
  }

  @Override
  public @Nullable InputPreProcessor getPreProcessorForInputType(InputType input) {
    getOutputType(-1, input);
    return null;
  }

  @Override
  public LayerMemoryReport getMemoryReport(InputType input) {
    InputType output = getOutputType(-1, input);
    return new LayerMemoryReport.Builder(getLayerName(), getClass(), input, output).build();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return super.equals(other)
        && other instanceof FreeLayer that
        && getClass() == that.getClass()
        && format == that.format;
  }

  @Override
  public int hashCode() {
    return Objects.hash(super.hashCode(), format);
  }

  /**
   * Builds a layer.
   *
   * @param <T> the builder's own type
   */
  public abstract static class Builder<T extends Builder<T>>
      extends org.deeplearning4j.nn.conf.layers.Layer.Builder<T> {

    private RNNFormat format = RNNFormat.NCW;

    Builder() {}

    abstract T self();

    /** In which order a sequence's dimensions come; features before time by default. */
    public T format(RNNFormat chosen) {
      format = chosen;
      return self();
    }
  }
}
