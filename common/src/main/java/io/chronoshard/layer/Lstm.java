package io.chronoshard.layer;

import io.chronoshard.kernel.Curve;
import io.chronoshard.kernel.RecurrentSettings.Kind;

/** Long short-term memory without peepholes. */
public final class Lstm extends RecurrentLayer {

  private Lstm() {}

  private Lstm(Builder builder) {
    super(builder);
  }

  @Override
  Kind kind() {
    return Kind.LSTM;
  }

  /** Builds a layer; {@code nIn} and {@code nOut} are its features and units. */
  @SuppressWarnings("unchecked") // Deeplearning4j's build() may return any layer.
  public static final class Builder extends RecurrentBuilder<Builder> {

    @Override
    Builder self() {
      return this;
    }

    /** What is applied to the gates; the logistic function by default. */
    public Builder gate(Curve chosen) {
      gate = chosen;
      return this;
    }

    /** The bias of the forget gate at the beginning; 1 by default. */
    public Builder forgetBias(double value) {
      forgetBias = value;
      return this;
    }

    @Override
    public Lstm build() {
      return new Lstm(this);
    }
  }
}
