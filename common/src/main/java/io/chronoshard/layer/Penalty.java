package io.chronoshard.layer;

import java.nio.FloatBuffer;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.regularization.Regularization;
import org.nd4j.shade.jackson.annotation.JsonCreator;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * What keeps weights small, as Keras has it: a term of the loss, or decay beside the updater. Given
 * to a layer's builder by {@code regularization(List.of(...))}.
 */
public final class Penalty implements Regularization {

  private static final long serialVersionUID = 1L;

  /** Kinds of penalties. */
  public enum Kind {
    /** The loss grows by the factor times the sum of absolute values. */
    L1,
    /** The loss grows by the factor times the sum of squares. */
    L2,
    /** Each step takes the factor times the learning rate of each weight (decoupled; AdamW). */
    DECAY
  }

  private final Kind kind;
  private final double factor;

  /**
   * A penalty.
   *
   * @throws IllegalArgumentException where the factor is negative or no number
   */
  public Penalty(Kind kind, double factor) {
    this(kind, factor, LayerVersion.NOW);
  }

  @JsonCreator
  private Penalty(
      @JsonProperty("kind") Kind kind,
      @JsonProperty("factor") double factor,
      @JsonProperty("version") @Nullable LayerVersion version) {
    LayerVersion.require(version, "a Penalty");
    if (!(factor >= 0) || Double.isInfinite(factor)) {
      throw new IllegalArgumentException("a penalty of " + factor);
    }
    this.kind = kind;
    this.factor = factor;
  }

  /** What it does. */
  @JsonProperty("kind")
  public Kind kind() {
    return kind;
  }

  /** How much of it. */
  @JsonProperty("factor")
  public double factor() {
    return factor;
  }

  @JsonProperty("version")
  LayerVersion version() {
    return LayerVersion.NOW;
  }

  @Override
  public ApplyStep applyStep() {
    return kind == Kind.DECAY ? ApplyStep.POST_UPDATER : ApplyStep.BEFORE_UPDATER;
  }

  @Override
  public void apply(INDArray parameters, INDArray gradient, double rate, int iteration, int epoch) {
    if (parameters.dataType() == DataType.FLOAT) {
      FloatBuffer values = NativeFloats.inPlace(parameters);
      FloatBuffer added = NativeFloats.inPlace(gradient);
      for (int i = 0; i < added.capacity(); i++) {
        added.put(i, added.get(i) + (float) slope(values.get(i), rate));
      }
      return;
    }
    for (long i = 0; i < gradient.length(); i++) {
      gradient.putScalar(i, gradient.getDouble(i) + slope(parameters.getDouble(i), rate));
    }
  }

  private double slope(double value, double rate) {
    return switch (kind) {
      case L1 -> factor * Math.signum(value);
      case L2 -> 2 * factor * value;
      case DECAY -> factor * rate * value;
    };
  }

  @Override
  public double score(INDArray parameters, int iteration, int epoch) {
    if (kind == Kind.DECAY) {
      return 0;
    }
    double sum = 0;
    if (parameters.dataType() == DataType.FLOAT) {
      FloatBuffer values = NativeFloats.inPlace(parameters);
      for (int i = 0; i < values.capacity(); i++) {
        sum += term(values.get(i));
      }
    } else {
      for (long i = 0; i < parameters.length(); i++) {
        sum += term(parameters.getDouble(i));
      }
    }
    return factor * sum;
  }

  private double term(double value) {
    return kind == Kind.L1 ? Math.abs(value) : value * value;
  }

  @SuppressWarnings("MethodDoesntCallSuperMethod")
  @Override
  public Penalty clone() {
    return this;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Penalty that
        && kind == that.kind
        && Double.compare(factor, that.factor) == 0;
  }

  @Override
  public int hashCode() {
    return Objects.hash(kind, factor);
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "Penalty(%s, %s)", kind, factor);
  }
}
