package io.chronoshard.layer;

import io.chronoshard.kernel.Arithmetic;
import io.chronoshard.kernel.ConvolutionSettings;
import io.chronoshard.kernel.ConvolutionSettings.Padding;
import io.chronoshard.kernel.DenseKernel;
import io.chronoshard.kernel.LayerKernel;
import io.chronoshard.kernel.Threads;
import io.chronoshard.kernel.reference.ReferenceConvolution;
import io.chronoshard.kernel.reference.ReferenceLayer;
import io.chronoshard.layer.KernelParameters.Part;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * A dense layer: on a vector, on each step of a sequence, or on a whole sequence, flattened, which
 * gives a vector. {@code W} is {@code [input][unit]}, or {@code [step · input][unit]}, as in Keras.
 */
public final class Dense extends AffineLayer {

  private static final int EACH = 0;

  @JsonProperty private int flattened = EACH;

  private Dense() {}

  private Dense(Builder builder) {
    super(builder);
    this.flattened = builder.flattened;
  }

  @Override
  public List<Part> parts() {
    int steps = Math.max(1, flattened);
    return AffineParameters.ofMatrix(steps, inputs(), units(), kernelInitializer());
  }

  @Override
  public LayerKernel kernel(Arithmetic arithmetic, Threads threads) {
    return flattened == EACH
        ? new DenseKernel(inputs(), units(), curve(), arithmetic, threads)
        : DenseKernel.flattened(flattened, inputs(), units(), curve(), arithmetic, threads);
  }

  @Override
  public ReferenceLayer equations() {
    int taps = Math.max(1, flattened);
    return new ReferenceConvolution(
        new ConvolutionSettings(inputs(), units(), taps, 1, 1, Padding.VALID, curve()));
  }

  @Override
  public int outputSteps(int steps) {
    if (flattened != EACH && steps != flattened) {
      throw new IllegalArgumentException(
          "a sequence of " + steps + " steps before " + called() + ", which flattens " + flattened);
    }
    return flattened == EACH ? steps : 1;
  }

  @Override
  public boolean givesVector() {
    return flattened != EACH;
  }

  @Override
  public boolean mixesSteps() {
    return flattened != EACH;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return super.equals(other) && other instanceof Dense that && flattened == that.flattened;
  }

  @Override
  public int hashCode() {
    return Objects.hash(super.hashCode(), flattened);
  }

  /** Builds a layer. */
  @SuppressWarnings("unchecked") // Deeplearning4j's build() may return any layer.
  public static final class Builder extends AffineLayer.Builder<Builder> {

    private int flattened = EACH;

    @Override
    Builder self() {
      return this;
    }

    /** Reads whole sequences of so many steps, {@code nIn} features each, and gives a vector. */
    public Builder flattens(int steps) {
      if (steps < 1) {
        throw new IllegalArgumentException("flattening " + steps + " steps");
      }
      flattened = steps;
      return this;
    }

    @Override
    public Dense build() {
      return new Dense(this);
    }
  }
}
