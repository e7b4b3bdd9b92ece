package io.chronoshard.layer;

import io.chronoshard.kernel.Arithmetic;
import io.chronoshard.kernel.LayerKernel;
import io.chronoshard.kernel.PoolingKernel;
import io.chronoshard.kernel.PoolingKernel.Pool;
import io.chronoshard.kernel.Threads;
import io.chronoshard.kernel.reference.ReferenceLayer;
import io.chronoshard.kernel.reference.ReferencePooling;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * The largest value or the mean of windows along time, or of whole sequences, each feature by
 * itself, as Keras' pooling layers without padding.
 */
public final class Pooling extends FreeLocalLayer {

  /** All steps of a sequence. */
  private static final int ALL = 0;

  @JsonProperty private Pool pool = Pool.MAX;
  @JsonProperty private int size = ALL;
  @JsonProperty private int stride = 1;

  private Pooling() {}

  private Pooling(Builder builder) {
    super(builder);
    this.pool = builder.pool;
    this.size = builder.size;
    this.stride = builder.stride;
  }

  @Override
  public LayerKernel kernel(Arithmetic arithmetic, Threads threads) {
    return size == ALL
        ? PoolingKernel.global(pool, arithmetic, threads)
        : new PoolingKernel(pool, size, stride, arithmetic, threads);
  }

  @Override
  public ReferenceLayer equations() {
    return size == ALL ? ReferencePooling.global(pool) : new ReferencePooling(pool, size, stride);
  }

  @Override
  public int outputSteps(int steps) {
    if (steps < Math.max(1, size)) {
      throw new IllegalArgumentException(
          "a sequence of " + steps + " steps is too short for " + called() + " of " + size);
    }
    return size == ALL ? 1 : (steps - size) / stride + 1;
  }

  @Override
  public boolean givesVector() {
    return size == ALL;
  }

  @Override
  public boolean mixesSteps() {
    return true;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return super.equals(other)
        && other instanceof Pooling that
        && pool == that.pool
        && size == that.size
        && stride == that.stride;
  }

  @Override
  public int hashCode() {
    return Objects.hash(super.hashCode(), pool, size, stride);
  }

  /** Builds a layer; of whole sequences where no window is given. */
  @SuppressWarnings("unchecked") // Deeplearning4j's build() may return any layer.
  public static final class Builder extends FreeLayer.Builder<Builder> {

    private final Pool pool;
    private int size = ALL;
    private int stride = 1;

    /** The largest value, or the mean. */
    public Builder(Pool pool) {
      this.pool = pool;
    }

    @Override
    Builder self() {
      return this;
    }

    /** Windows of so many steps, so many apart. */
    public Builder window(int steps, int apart) {
      if (steps < 1 || apart < 1) {
        throw new IllegalArgumentException("pooling of " + steps + " steps, stride " + apart);
      }
      size = steps;
      stride = apart;
      return this;
    }

    @Override
    public Pooling build() {
      return new Pooling(this);
    }
  }
}
