package io.chronoshard.layer;

import java.util.Objects;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/** Sets a share of its inputs to zero while training, and scales the others up; each by itself. */
public final class Dropout extends FreeLayer {

  @JsonProperty private double rate;

  private Dropout() {}

  private Dropout(Builder builder) {
    super(builder);
    this.rate = builder.rate;
  }

  double rate() {
    return rate;
  }

  @Override
  public InputType getOutputType(int index, InputType input) {
    return input;
  }

  @Override
  Layer running(NeuralNetConfiguration conf, DataType type) {
    return new RunningDropout(conf, type);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return super.equals(other)
        && other instanceof Dropout that
        && Double.compare(rate, that.rate) == 0;
  }

  @Override
  public int hashCode() {
    return Objects.hash(super.hashCode(), rate);
  }

  /** Builds a layer. */
  @SuppressWarnings("unchecked") // Deeplearning4j's build() may return any layer.
  public static final class Builder extends FreeLayer.Builder<Builder> {

    private final double rate;

    /** Drops a share in [0, 1). */
    public Builder(double rate) {
      if (!(rate >= 0 && rate < 1)) {
        throw new IllegalArgumentException("rate = " + rate + "; it must be in [0, 1)");
      }
      this.rate = rate;
    }

    @Override
    Builder self() {
      return this;
    }

    @Override
    public Dropout build() {
      return new Dropout(this);
    }
  }
}
