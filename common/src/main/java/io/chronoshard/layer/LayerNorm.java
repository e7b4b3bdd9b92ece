package io.chronoshard.layer;

import io.chronoshard.kernel.Arithmetic;
import io.chronoshard.kernel.LayerKernel;
import io.chronoshard.kernel.LayerNormKernel;
import io.chronoshard.kernel.Threads;
import io.chronoshard.kernel.reference.ReferenceLayer;
import io.chronoshard.kernel.reference.ReferenceLayerNorm;
import io.chronoshard.layer.KernelParameters.Part;
import io.chronoshard.layer.KernelParameters.Use;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.jspecify.annotations.Nullable;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Layer normalisation of each step's features, as Keras' {@code LayerNormalization}: parameters
 * {@code gamma} and {@code beta}.
 */
public final class LayerNorm extends WeightedLayer {

  @JsonProperty private double epsilon = LayerNormKernel.EPSILON;

  private LayerNorm() {}

  private LayerNorm(Builder builder) {
    super(builder);
    ForeignOption.refuseOutputs(builder);
    this.epsilon = builder.epsilon;
    setNOut(getNIn());
  }

  @Override
  public void setNIn(InputType input, boolean override) {
    super.setNIn(input, override);
    setNOut(getNIn());
  }

  @Override
  public List<Part> parts() {
    List<Integer> shape = List.of(1, inputs());
    return List.of(
        new Part("gamma", Use.BIAS, shape, (values, seed, stream) -> Arrays.fill(values, 1)),
        new Part("beta", Use.BIAS, shape, (values, seed, stream) -> {}));
  }

  @Override
  public LayerKernel kernel(Arithmetic arithmetic, Threads threads) {
    return new LayerNormKernel(inputs(), epsilon, arithmetic, threads);
  }

  @Override
  public ReferenceLayer equations() {
    return new ReferenceLayerNorm(inputs(), epsilon);
  }

  @Override
  public int outputSteps(int steps) {
    return steps;
  }

  @Override
  public boolean mixesSteps() {
    return false;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return super.equals(other)
        && other instanceof LayerNorm that
        && Double.compare(epsilon, that.epsilon) == 0;
  }

  @Override
  public int hashCode() {
    return Objects.hash(super.hashCode(), epsilon);
  }

  /** Builds a layer; {@code nIn} are the features of a step. */
  @SuppressWarnings("unchecked") // Deeplearning4j's build() may return any layer.
  public static final class Builder extends WeightedLayer.Builder<Builder> {

    private double epsilon = LayerNormKernel.EPSILON;

    @Override
    Builder self() {
      return this;
    }

    /** What is added to the variance; 0.001 by default. */
    public Builder epsilon(double value) {
      epsilon = value;
      return this;
    }

    @Override
    public LayerNorm build() {
      return new LayerNorm(this);
    }
  }
}
