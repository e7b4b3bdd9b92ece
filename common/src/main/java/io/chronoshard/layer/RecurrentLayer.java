package io.chronoshard.layer;

import io.chronoshard.kernel.Curve;
import io.chronoshard.kernel.Initializer;
import io.chronoshard.kernel.RecurrentSettings;
import io.chronoshard.kernel.RecurrentSettings.Direction;
import io.chronoshard.kernel.RecurrentSettings.Kind;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BaseRecurrentLayer;
import org.deeplearning4j.nn.conf.memory.LayerMemoryReport;
import org.deeplearning4j.nn.conf.memory.MemoryReport;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * A recurrent layer whose arithmetic is our own: {@link Lstm}, {@link Gru}, {@link SimpleRnn}.
 *
 * <p>It reads {@code [sample][feature][time]} (or {@code [sample][time][feature]}, by its format)
 * and gives the same, or {@code [sample][unit]} where it gives its last state alone. A mask {@code
 * [sample][time]} has Keras' meaning: a masked step carries state and output over.
 */
public abstract class RecurrentLayer extends BaseRecurrentLayer implements KernelParameters.Owner {

  @JsonProperty private @Nullable LayerVersion version;
  @JsonProperty private Curve curve = Curve.TANH;
  @JsonProperty private Curve gate = Curve.SIGMOID;
  @JsonProperty private Direction direction = Direction.FORWARD;
  @JsonProperty private boolean lastOnly;
  @JsonProperty private double inputDropout;
  @JsonProperty private double recurrentDropout;
  @JsonProperty private Initializer kernelInitializer = Initializer.GLOROT_UNIFORM;
  @JsonProperty private Initializer recurrentInitializer = Initializer.ORTHOGONAL;
  @JsonProperty private double forgetBias = 1;
  @JsonProperty private boolean readsData;
  @JsonProperty private boolean checksInput;

  /** For reading a file. */
  RecurrentLayer() {}

  RecurrentLayer(RecurrentBuilder<?> builder) {
    super(builder);
    ForeignOption.refuseRecurrent(builder);
    this.version = LayerVersion.NOW;
    this.curve = builder.curve;
    this.gate = builder.gate;
    this.direction = builder.direction;
    this.lastOnly = builder.lastOnly;
    this.inputDropout = builder.inputDropout;
    this.recurrentDropout = builder.recurrentDropout;
    this.kernelInitializer = builder.kernelInitializer;
    this.recurrentInitializer = builder.recurrentInitializer;
    this.forgetBias = builder.forgetBias;
    this.readsData = builder.readsData;
    this.checksInput = builder.checksInput;
    initializeConstraints(builder);
  }

  abstract Kind kind();

  /** What errors call it. */
  public String called() {
    return getClass().getSimpleName() + " \"" + getLayerName() + "\"";
  }

  RecurrentSettings settings() {
    return new RecurrentSettings(
        kind(),
        Math.toIntExact(getNIn()),
        Math.toIntExact(getNOut()),
        curve,
        gate,
        direction,
        lastOnly);
  }

  /** Features of a step that it gives. */
  private long outputs() {
    return direction == Direction.CONCATENATE ? 2 * getNOut() : getNOut();
  }

  /** Which way through time. */
  public Direction direction() {
    return direction;
  }

  /** Whether it gives its last state alone. */
  public boolean givesLastOnly() {
    return lastOnly;
  }

  double inputDropout() {
    return inputDropout;
  }

  double recurrentDropout() {
    return recurrentDropout;
  }

  boolean readsData() {
    return readsData;
  }

  boolean checksInput() {
    return checksInput;
  }

  RNNFormat format() {
    return getRnnDataFormat() == null ? RNNFormat.NCW : getRnnDataFormat();
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
    OwnDirections.require(this);
    LayerVersion.require(version, called());
    RunningRecurrent layer = new RunningRecurrent(conf, type);
    layer.setListeners(listeners);
    layer.setIndex(index);
    layer.setParamsViewArray(parameters);
    layer.setParamTable(initializer().init(conf, parameters, initialize));
    layer.setConf(conf);
    return layer;
  }

  @Override
  public ParamInitializer initializer() {
    return KernelParameters.INSTANCE;
  }

  @Override
  public void requireSizes() {
    if (getNIn() < 1 || getNOut() < 1) {
      throw new IllegalStateException(
          called()
              + " has "
              + getNOut()
              + " units and reads "
              + getNIn()
              + " features; both must be at least 1");
    }
  }

  @Override
  public List<KernelParameters.Part> parts() {
    return RecurrentParameters.of(settings(), kernelInitializer, recurrentInitializer, forgetBias);
  }

  @Override
  public InputType getOutputType(int index, InputType input) {
    InputType sequence = super.getOutputType(index, input);
    InputType.InputTypeRecurrent given = (InputType.InputTypeRecurrent) sequence;
    return lastOnly
        ? InputType.feedForward(outputs())
        : InputType.recurrent(outputs(), given.getTimeSeriesLength(), given.getFormat());
  }

  @Override
  public LayerMemoryReport getMemoryReport(InputType input) {
    InputType output = getOutputType(-1, input);
    long parameters = initializer().numParams(this);
    long ofStep = (kind() == Kind.SIMPLE_RNN ? 2 : 7) * getNOut() * settings().directions();
    return new LayerMemoryReport.Builder(getLayerName(), getClass(), input, output)
        .standardMemory(parameters, parameters)
        .workingMemory(0, 0, 0, steps(input) * ofStep)
        .cacheMemory(MemoryReport.CACHE_MODE_ALL_ZEROS, MemoryReport.CACHE_MODE_ALL_ZEROS)
        .build();
  }

  /** Steps of a sequence; one where nobody knows. */
  private static long steps(InputType input) {
    return input instanceof InputType.InputTypeRecurrent sequence
        ? Math.max(1, sequence.getTimeSeriesLength())
        : 1;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return super.equals(other)
        && other instanceof RecurrentLayer that
        && curve == that.curve
        && gate == that.gate
        && direction == that.direction
        && lastOnly == that.lastOnly
        && Double.compare(inputDropout, that.inputDropout) == 0
        && Double.compare(recurrentDropout, that.recurrentDropout) == 0
        && kernelInitializer == that.kernelInitializer
        && recurrentInitializer == that.recurrentInitializer
        && Double.compare(forgetBias, that.forgetBias) == 0
        && readsData == that.readsData
        && checksInput == that.checksInput;
  }

  @Override
  public int hashCode() {
    return Objects.hash(super.hashCode(), curve, gate, direction, lastOnly);
  }
}
