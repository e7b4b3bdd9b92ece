package io.chronoshard.layer;

import io.chronoshard.kernel.Arithmetic;
import io.chronoshard.kernel.EmbeddingKernel;
import io.chronoshard.kernel.Initializer;
import io.chronoshard.kernel.LayerKernel;
import io.chronoshard.kernel.Threads;
import io.chronoshard.kernel.reference.ReferenceEmbedding;
import io.chronoshard.kernel.reference.ReferenceLayer;
import io.chronoshard.layer.KernelParameters.Part;
import io.chronoshard.layer.KernelParameters.Use;
import java.util.List;
import org.deeplearning4j.nn.conf.inputs.InputType;

/**
 * Learned numbers of each code, as Keras' {@code Embedding}: reads {@code [sample][1]} and gives
 * {@code [sample][unit]}. {@code nIn} is the number of codes. {@code W} is {@code [code][unit]} and
 * begins within 0.05 of zero. Codes are data, and have no gradient.
 */
public final class Embedding extends WeightedLayer {

  private Embedding() {}

  private Embedding(Builder builder) {
    super(builder);
  }

  /** One code a step, whatever the number of them. */
  @Override
  public long reads() {
    return 1;
  }

  @Override
  public void setNIn(InputType input, boolean override) {
    super.setNIn(input, false);
  }

  @Override
  public List<Part> parts() {
    return List.of(
        new Part(
            "W",
            Use.WEIGHTS,
            List.of(inputs(), units()),
            (values, seed, stream) ->
                Initializer.UNIFORM.fill(values, 0, inputs(), units(), seed, stream)));
  }

  @Override
  public LayerKernel kernel(Arithmetic arithmetic, Threads threads) {
    return new EmbeddingKernel(inputs(), units());
  }

  @Override
  public ReferenceLayer equations() {
    return new ReferenceEmbedding(units());
  }

  @Override
  public int outputSteps(int steps) {
    return steps;
  }

  @Override
  public boolean mixesSteps() {
    return false;
  }

  /** Builds a layer; {@code nIn} are the codes, from 0 on. */
  @SuppressWarnings("unchecked") // Deeplearning4j's build() may return any layer.
  public static final class Builder extends WeightedLayer.Builder<Builder> {

    /** Reads data alone. */
    public Builder() {
      readsData();
    }

    @Override
    Builder self() {
      return this;
    }

    @Override
    public Embedding build() {
      return new Embedding(this);
    }
  }
}
