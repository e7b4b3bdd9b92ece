package io.chronoshard.layer;

import io.chronoshard.kernel.Curve;
import io.chronoshard.kernel.Initializer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * A curve of an affine map of its input: {@link Dense}, {@link Convolution}. Its parameters are
 * {@link AffineParameters}.
 */
public abstract class AffineLayer extends WeightedLayer {

  @JsonProperty private Curve curve = Curve.LINEAR;
  @JsonProperty private Initializer kernelInitializer = Initializer.GLOROT_UNIFORM;

  /** For reading a file. */
  AffineLayer() {}

  AffineLayer(Builder<?> builder) {
    super(builder);
    this.curve = builder.curve;
    this.kernelInitializer = builder.kernelInitializer;
  }

  Curve curve() {
    return curve;
  }

  Initializer kernelInitializer() {
    return kernelInitializer;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return super.equals(other)
        && other instanceof AffineLayer that
        && curve == that.curve
        && kernelInitializer == that.kernelInitializer;
  }

  @Override
  public int hashCode() {
    return Objects.hash(super.hashCode(), curve);
  }

  /**
   * Builds a layer.
   *
   * @param <T> the builder's own type
   */
  public abstract static class Builder<T extends Builder<T>> extends WeightedLayer.Builder<T> {

    private Curve curve = Curve.LINEAR;
    private Initializer kernelInitializer = Initializer.GLOROT_UNIFORM;

    Builder() {}

    /** What is applied to the sums; nothing by default. */
    public T curve(Curve chosen) {
      curve = chosen;
      return self();
    }

    /** How the weights begin; Glorot's uniform distribution by default. */
    public T kernelInitializer(Initializer chosen) {
      kernelInitializer = chosen;
      return self();
    }
  }
}
