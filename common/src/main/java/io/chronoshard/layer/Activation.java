package io.chronoshard.layer;

import io.chronoshard.kernel.Arithmetic;
import io.chronoshard.kernel.Curve;
import io.chronoshard.kernel.CurveKernel;
import io.chronoshard.kernel.LayerKernel;
import io.chronoshard.kernel.Threads;
import io.chronoshard.kernel.reference.ReferenceCurve;
import io.chronoshard.kernel.reference.ReferenceLayer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/** A curve on every value of vectors or sequences, as Keras' {@code Activation}. */
public final class Activation extends FreeLocalLayer {

  @JsonProperty private Curve curve = Curve.LINEAR;

  private Activation() {}

  private Activation(Builder builder) {
    super(builder);
    this.curve = builder.curve;
  }

  @Override
  public LayerKernel kernel(Arithmetic arithmetic, Threads threads) {
    return new CurveKernel(curve, arithmetic, threads);
  }

  @Override
  public ReferenceLayer equations() {
    return new ReferenceCurve(curve);
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
    return super.equals(other) && other instanceof Activation that && curve == that.curve;
  }

  @Override
  public int hashCode() {
    return Objects.hash(super.hashCode(), curve);
  }

  /** Builds a layer. */
  @SuppressWarnings("unchecked") // Deeplearning4j's build() may return any layer.
  public static final class Builder extends FreeLayer.Builder<Builder> {

    private final Curve curve;

    /** Of a curve. */
    public Builder(Curve curve) {
      this.curve = curve;
    }

    @Override
    Builder self() {
      return this;
    }

    @Override
    public Activation build() {
      return new Activation(this);
    }
  }
}
