package io.chronoshard.layer;

import io.chronoshard.kernel.Arithmetic;
import io.chronoshard.kernel.LayerKernel;
import io.chronoshard.kernel.RepeatKernel;
import io.chronoshard.kernel.Threads;
import io.chronoshard.kernel.reference.ReferenceLayer;
import io.chronoshard.kernel.reference.ReferenceRepeat;
import java.util.Objects;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.inputs.InputType.InputTypeFeedForward;
import org.jspecify.annotations.Nullable;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/** A vector at each step of a sequence, as Keras' {@code RepeatVector}. */
public final class Repeat extends FreeLocalLayer {

  @JsonProperty private int times = 1;

  private Repeat() {}

  private Repeat(Builder builder) {
    super(builder);
    this.times = builder.times;
  }

  @Override
  public LayerKernel kernel(Arithmetic arithmetic, Threads threads) {
    return new RepeatKernel(times);
  }

  @Override
  public ReferenceLayer equations() {
    return new ReferenceRepeat(times);
  }

  @Override
  public int outputSteps(int steps) {
    return new RepeatKernel(times).outputSteps(steps);
  }

  @Override
  public int rank(int ofInput) {
    return 3;
  }

  @Override
  public boolean mixesSteps() {
    return true;
  }

  @Override
  public InputType getOutputType(int index, InputType input) {
    if (input instanceof InputTypeFeedForward vector) {
      return InputType.recurrent(vector.getSize(), times, format());
    }
    throw new IllegalStateException(
        "an input of type " + input + " before " + called() + ", which repeats vectors");
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return super.equals(other) && other instanceof Repeat that && times == that.times;
  }

  @Override
  public int hashCode() {
    return Objects.hash(super.hashCode(), times);
  }

  /** Builds a layer. */
  @SuppressWarnings("unchecked") // Deeplearning4j's build() may return any layer.
  public static final class Builder extends FreeLayer.Builder<Builder> {

    private final int times;

    /** So many steps. */
    public Builder(int times) {
      if (times < 1) {
        throw new IllegalArgumentException("a vector repeated " + times + " times");
      }
      this.times = times;
    }

    @Override
    Builder self() {
      return this;
    }

    @Override
    public Repeat build() {
      return new Repeat(this);
    }
  }
}
