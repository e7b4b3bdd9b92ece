package io.chronoshard.layer;

import io.chronoshard.kernel.Arithmetic;
import io.chronoshard.kernel.ConvolutionKernel;
import io.chronoshard.kernel.ConvolutionSettings;
import io.chronoshard.kernel.ConvolutionSettings.Padding;
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
 * A convolution along time, as Keras' {@code Conv1D}. {@code W} is {@code [tap][input][filter]}.
 */
public final class Convolution extends AffineLayer {

  /** Few enough for the caches, and enough for the frame around layers not to matter. */
  private static final int MICROBATCH = 64;

  @JsonProperty private int size = 1;
  @JsonProperty private int stride = 1;
  @JsonProperty private int dilation = 1;
  @JsonProperty private Padding padding = Padding.VALID;

  private Convolution() {}

  private Convolution(Builder builder) {
    super(builder);
    this.size = builder.size;
    this.stride = builder.stride;
    this.dilation = builder.dilation;
    this.padding = builder.padding;
  }

  private ConvolutionSettings settings() {
    return new ConvolutionSettings(inputs(), units(), size, stride, dilation, padding, curve());
  }

  @Override
  public List<Part> parts() {
    return AffineParameters.ofWindows(size, inputs(), units(), kernelInitializer());
  }

  @Override
  public LayerKernel kernel(Arithmetic arithmetic, Threads threads) {
    return new ConvolutionKernel(settings(), arithmetic, threads);
  }

  @Override
  public ReferenceLayer equations() {
    return new ReferenceConvolution(settings());
  }

  @Override
  public int outputSteps(int steps) {
    return new ConvolutionSettings(1, 1, size, stride, dilation, padding, curve())
        .outputSteps(steps);
  }

  @Override
  public int microbatch() {
    return MICROBATCH;
  }

  @Override
  public boolean mixesSteps() {
    return true;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return super.equals(other)
        && other instanceof Convolution that
        && size == that.size
        && stride == that.stride
        && dilation == that.dilation
        && padding == that.padding;
  }

  @Override
  public int hashCode() {
    return Objects.hash(super.hashCode(), size, stride, dilation, padding);
  }

  /** Builds a layer; {@code nOut} are its filters. */
  @SuppressWarnings("unchecked") // Deeplearning4j's build() may return any layer.
  public static final class Builder extends AffineLayer.Builder<Builder> {

    private final int size;
    private int stride = 1;
    private int dilation = 1;
    private Padding padding = Padding.VALID;

    /** Of windows with so many taps. */
    public Builder(int size) {
      this.size = size;
    }

    @Override
    Builder self() {
      return this;
    }

    /** Steps from window to window; 1 by default. */
    public Builder stride(int steps) {
      stride = steps;
      return this;
    }

    /** Steps from tap to tap; 1 by default. */
    public Builder dilation(int steps) {
      dilation = steps;
      return this;
    }

    /** What stands around a sequence; nothing by default. */
    public Builder padding(Padding chosen) {
      padding = chosen;
      return this;
    }

    @Override
    public Convolution build() {
      return new Convolution(this);
    }
  }
}
