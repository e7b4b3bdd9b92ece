package io.chronoshard.layer;

import io.chronoshard.kernel.MergeKernel.Kind;
import java.util.Arrays;
import java.util.Locale;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.inputs.InputType.InputTypeFeedForward;
import org.deeplearning4j.nn.conf.inputs.InputType.InputTypeRecurrent;
import org.deeplearning4j.nn.conf.inputs.InvalidInputTypeException;
import org.deeplearning4j.nn.conf.memory.LayerMemoryReport;
import org.deeplearning4j.nn.conf.memory.MemoryReport;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonCreator;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Makes one of several inputs of a graph, as Keras' merging layers: vectors {@code
 * [sample][feature]}, or sequences {@code [sample][feature][time]} of one length.
 */
public final class Merge extends GraphVertex {

  private static final long serialVersionUID = 1L;

  private final Kind kind;

  /** Of a kind. */
  public Merge(Kind kind) {
    this(kind, LayerVersion.NOW);
  }

  @JsonCreator
  private Merge(
      @JsonProperty("kind") Kind kind, @JsonProperty("version") @Nullable LayerVersion version) {
    LayerVersion.require(version, "a Merge");
    this.kind = kind;
  }

  /** What is made of the inputs. */
  @JsonProperty("kind")
  public Kind kind() {
    return kind;
  }

  @JsonProperty("version")
  LayerVersion version() {
    return LayerVersion.NOW;
  }

  @Override
  public long numParams(boolean ofBackpropagation) {
    return 0;
  }

  @Override
  public int minVertexInputs() {
    return 2;
  }

  @Override
  public int maxVertexInputs() {
    return kind == Kind.SUBTRACT ? 2 : Integer.MAX_VALUE;
  }

  @Override
  public org.deeplearning4j.nn.graph.vertex.GraphVertex instantiate(
      ComputationGraph graph,
      String name,
      int index,
      @Nullable INDArray parameters,
      boolean initialize,
      DataType type) {
    return new RunningMerge(graph, name, index, kind, type);
  }

  @Override
  public InputType getOutputType(int index, InputType... inputs) throws InvalidInputTypeException {
    if (inputs.length < minVertexInputs() || inputs.length > maxVertexInputs()) {
      throw new InvalidInputTypeException(this + " of " + inputs.length + " inputs");
    }
    InputType first = inputs[0];
    if (first instanceof InputTypeRecurrent sequence && sequence.getFormat() != RNNFormat.NCW) {
      throw new InvalidInputTypeException(
          this + " of sequences in the order " + sequence.getFormat());
    }
    for (InputType other : inputs) {
      boolean fits =
          kind == Kind.CONCATENATE
              ? withFeatures(other, 1).equals(withFeatures(first, 1))
              : other.equals(first);
      if (!fits) {
        throw new InvalidInputTypeException(this + " of " + Arrays.toString(inputs));
      }
    }
    return kind == Kind.CONCATENATE
        ? withFeatures(first, Arrays.stream(inputs).mapToLong(this::features).sum())
        : first;
  }

  private long features(InputType input) {
    return input instanceof InputTypeRecurrent sequence
        ? sequence.getSize()
        : ((InputTypeFeedForward) input).getSize();
  }

  private InputType withFeatures(InputType input, long features) {
    if (input instanceof InputTypeRecurrent sequence) {
      return InputType.recurrent(features, sequence.getTimeSeriesLength(), sequence.getFormat());
    }
    if (input instanceof InputTypeFeedForward) {
      return InputType.feedForward(features);
    }
    throw new InvalidInputTypeException(
        this + " reads vectors and sequences, and an input is " + input);
  }

  @Override
  public MemoryReport getMemoryReport(InputType... inputs) {
    InputType output = getOutputType(-1, inputs);
    return new LayerMemoryReport.Builder(null, Merge.class, inputs[0], output).build();
  }

  @Override
  @SuppressWarnings("MethodDoesntCallSuperMethod")
  public Merge clone() {
    return new Merge(kind);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Merge that && kind == that.kind;
  }

  @Override
  public int hashCode() {
    return kind.hashCode();
  }

  @Override
  public String toString() {
    return "Merge(" + kind.name().toLowerCase(Locale.ROOT) + ")";
  }
}
