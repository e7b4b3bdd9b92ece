package io.chronoshard.layer;

import org.deeplearning4j.nn.api.MaskState;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonCreator;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Makes a vector of a sequence before a layer: {@code [sample][feature][time]} becomes {@code
 * [sample][time · feature]}, all features of the first step first.
 */
public final class FlattenSequence implements InputPreProcessor {

  private static final long serialVersionUID = 1L;

  private final int length;
  private final int width;

  /** For sequences of {@code length} steps of {@code width} features. */
  public FlattenSequence(int length, int width) {
    this(length, width, LayerVersion.NOW);
  }

  @JsonCreator
  private FlattenSequence(
      @JsonProperty("length") int length,
      @JsonProperty("width") int width,
      @JsonProperty("version") @Nullable LayerVersion version) {
    LayerVersion.require(version, "a FlattenSequence");
    this.length = length;
    this.width = width;
  }

  /** Steps of a sequence. */
  @JsonProperty("length")
  public int length() {
    return length;
  }

  /** Features of a step. */
  @JsonProperty("width")
  public int width() {
    return width;
  }

  @JsonProperty("version")
  LayerVersion version() {
    return LayerVersion.NOW;
  }

  @Override
  public INDArray preProcess(INDArray input, int miniBatchSize, LayerWorkspaceMgr workspaceMgr) {
    INDArray rows = workspaceMgr.dup(ArrayType.ACTIVATIONS, input.permute(0, 2, 1), 'c');
    return rows.reshape('c', input.size(0), (long) length * width);
  }

  @Override
  public @Nullable INDArray backprop(
      @Nullable INDArray output, int miniBatchSize, LayerWorkspaceMgr workspaceMgr) {
    if (output == null) {
      // A layer that reads data gives no gradient where a network begins.
      return null;
    }
    INDArray rows = workspaceMgr.dup(ArrayType.ACTIVATION_GRAD, output, 'c');
    return rows.reshape('c', output.size(0), length, width).permute(0, 2, 1);
  }

  @Override
  @SuppressWarnings("MethodDoesntCallSuperMethod")
  public InputPreProcessor clone() {
    return new FlattenSequence(length, width);
  }

  @Override
  public InputType getOutputType(InputType inputType) {
    return InputType.feedForward((long) length * width);
  }

  @Override
  public Pair<@Nullable INDArray, MaskState> feedForwardMaskArray(
      @Nullable INDArray maskArray, MaskState currentMaskState, int minibatchSize) {
    if (maskArray != null) {
      throw new UnsupportedOperationException("a masked sequence cannot be flattened");
    }
    return new Pair<>(null, currentMaskState);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof FlattenSequence that && that.length == length && that.width == width;
  }

  @Override
  public int hashCode() {
    return 31 * length + width;
  }

  @Override
  public String toString() {
    return "FlattenSequence(" + length + " × " + width + ")";
  }
}
