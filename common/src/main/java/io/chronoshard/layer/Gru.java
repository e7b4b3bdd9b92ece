package io.chronoshard.layer;

import io.chronoshard.kernel.Curve;
import io.chronoshard.kernel.RecurrentSettings.Kind;

/**
 * Gated recurrent units, the reset gate applied after the recurrent product, as Keras and cuDNN
 * have it.
 */
public final class Gru extends RecurrentLayer {

  private Gru() {}

  private Gru(Builder builder) {
    super(builder);
  }

  @Override
  Kind kind() {
    return Kind.GRU;
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

    @Override
    public Gru build() {
      return new Gru(this);
    }
  }
}
