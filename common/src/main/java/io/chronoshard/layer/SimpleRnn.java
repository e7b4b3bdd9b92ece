package io.chronoshard.layer;

import io.chronoshard.kernel.RecurrentSettings.Kind;

/** Elman's recurrent layer. */
public final class SimpleRnn extends RecurrentLayer {

  private SimpleRnn() {}

  private SimpleRnn(Builder builder) {
    super(builder);
  }

  @Override
  Kind kind() {
    return Kind.SIMPLE_RNN;
  }

  /** Builds a layer; {@code nIn} and {@code nOut} are its features and units. */
  @SuppressWarnings("unchecked") // Deeplearning4j's build() may return any layer.
  public static final class Builder extends RecurrentBuilder<Builder> {

    @Override
    Builder self() {
      return this;
    }

    @Override
    public SimpleRnn build() {
      return new SimpleRnn(this);
    }
  }
}
