package io.chronoshard.layer;

import io.chronoshard.kernel.Arithmetic;
import io.chronoshard.kernel.LayerKernel;
import io.chronoshard.kernel.ReshapeKernel;
import io.chronoshard.kernel.Threads;
import io.chronoshard.kernel.reference.ReferenceLayer;
import io.chronoshard.kernel.reference.ReferenceReshape;
import java.util.Objects;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.inputs.InputType.InputTypeRecurrent;
import org.jspecify.annotations.Nullable;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * The values of a sequence, or of a vector, in other steps, as Keras' {@code Reshape}: patches of
 * steps become features of one.
 */
public final class Reshape extends FreeLocalLayer {

  @JsonProperty private int from = 1;
  @JsonProperty private int to = 1;

  private Reshape() {}

  private Reshape(Builder builder) {
    super(builder);
    this.from = builder.from;
    this.to = builder.to;
  }

  @Override
  public LayerKernel kernel(Arithmetic arithmetic, Threads threads) {
    return kernel();
  }

  private ReshapeKernel kernel() {
    return new ReshapeKernel(from, to);
  }

  @Override
  public ReferenceLayer equations() {
    return new ReferenceReshape(to);
  }

  @Override
  public long gives(long features) {
    return kernel().outputs(Math.toIntExact(features));
  }

  @Override
  public int outputSteps(int steps) {
    return kernel().outputSteps(steps);
  }

  @Override
  public int rank(int ofInput) {
    return 3;
  }

  @Override
  public boolean mixesSteps() {
    return true;
  }

  @Override
  public InputType getOutputType(int index, InputType input) {
    InputType output = LocalLayer.output(this, input);
    return input instanceof InputTypeRecurrent
        ? output
        : InputType.recurrent(output.arrayElementsPerExample(), to, format());
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return super.equals(other)
        && other instanceof Reshape that
        && from == that.from
        && to == that.to;
  }

  @Override
  public int hashCode() {
    return Objects.hash(super.hashCode(), from, to);
  }

  /** Builds a layer. */
  @SuppressWarnings("unchecked") // Deeplearning4j's build() may return any layer.
  public static final class Builder extends FreeLayer.Builder<Builder> {

    private final int from;
    private final int to;

    /**
     * Makes steps of others.
     *
     * @param from steps that it reads; 1 of vectors
     * @param to steps that it gives
     */
    public Builder(int from, int to) {
      if (from < 1 || to < 1) {
        throw new IllegalArgumentException(to + " steps of " + from);
      }
      this.from = from;
      this.to = to;
    }

    @Override
    Builder self() {
      return this;
    }

    @Override
    public Reshape build() {
      return new Reshape(this);
    }
  }
}
