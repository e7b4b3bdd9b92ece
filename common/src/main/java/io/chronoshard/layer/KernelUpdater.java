package io.chronoshard.layer;

import io.chronoshard.kernel.Clipping;
import io.chronoshard.kernel.Updater;
import io.chronoshard.kernel.Updater.Sgd.Look;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.GradientUpdater;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.schedule.ISchedule;
import org.nd4j.shade.jackson.annotation.JsonCreator;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * An {@link Updater} as a network of Deeplearning4j has it, with clipping before it. Neighbouring
 * parameters that have the same one are one gradient to it; where others stand between them, they
 * are several, which matters to clipping by norm alone. It decays no weights, for an updater of
 * Deeplearning4j sees no parameters.
 */
public final class KernelUpdater implements IUpdater {

  private static final long serialVersionUID = 1L;

  /** Kinds of updaters. */
  public enum Kind {
    /** Gradient descent, perhaps with momentum. */
    SGD,
    /** RMSProp, perhaps with momentum. */
    RMSPROP,
    /** Adam. */
    ADAM
  }

  private final LayerVersion version;
  private final Kind kind;
  private final double learningRate;
  private final double momentum;
  private final boolean nesterov;
  private final double rho;
  private final double beta1;
  private final double beta2;
  private final double epsilon;
  private final double clipNorm;
  private final double clipValue;

  @JsonCreator
  private KernelUpdater(
      @JsonProperty("kind") Kind kind,
      @JsonProperty("learningRate") double learningRate,
      @JsonProperty("momentum") double momentum,
      @JsonProperty("nesterov") boolean nesterov,
      @JsonProperty("rho") double rho,
      @JsonProperty("beta1") double beta1,
      @JsonProperty("beta2") double beta2,
      @JsonProperty("epsilon") double epsilon,
      @JsonProperty("clipNorm") double clipNorm,
      @JsonProperty("clipValue") double clipValue,
      @JsonProperty("version") @Nullable LayerVersion version) {
    this.version = LayerVersion.require(version, "a KernelUpdater");
    this.kind = kind;
    this.learningRate = learningRate;
    this.momentum = momentum;
    this.nesterov = nesterov;
    this.rho = rho;
    this.beta1 = beta1;
    this.beta2 = beta2;
    this.epsilon = epsilon;
    this.clipNorm = clipNorm;
    this.clipValue = clipValue;
  }

  /**
   * The same updater for Deeplearning4j.
   *
   * @throws IllegalArgumentException where it decays weights itself
   */
  public static KernelUpdater of(Updater updater) {
    if (updater instanceof Updater.Sgd sgd) {
      boolean nesterov = sgd.look() == Look.AHEAD;
      return new KernelUpdater(
          Kind.SGD, sgd.learningRate(), sgd.momentum(), nesterov, 0, 0, 0, 0, 0, 0, LayerVersion.NOW);
    }
    if (updater instanceof Updater.RmsProp prop) {
      return new KernelUpdater(
          Kind.RMSPROP,
          prop.learningRate(),
          prop.momentum(),
          false,
          prop.rho(),
          0,
          0,
          prop.epsilon(),
          0,
          0,
          LayerVersion.NOW);
    }
    Updater.Adam adam = (Updater.Adam) updater;
    if (adam.weightDecay() != 0) {
      throw new IllegalArgumentException(
          "an updater of Deeplearning4j sees no parameters and cannot decay them by "
              + adam.weightDecay()
              + "; give the layer a Penalty of the kind DECAY by regularization(...), and also by"
              + " regularizationBias(...) where its biases are to decay");
    }
    return new KernelUpdater(
        Kind.ADAM,
        adam.learningRate(),
        0,
        false,
        0,
        adam.beta1(),
        adam.beta2(),
        adam.epsilon(),
        0,
        0,
        LayerVersion.NOW);
  }

  /**
   * The same, after a gradient whose Euclidean norm is larger has been shortened to it. All
   * parameters of a network must have it, for it sees no others; training fails where they do not.
   */
  public KernelUpdater clippedByNorm(double limit) {
    return clipped(limit, clipValue);
  }

  /** The same, after a gradient's elements have been brought within plus or minus a limit. */
  public KernelUpdater clippedByValue(double limit) {
    return clipped(clipNorm, limit);
  }

  private KernelUpdater clipped(double norm, double value) {
    return new KernelUpdater(
        kind, learningRate, momentum, nesterov, rho, beta1, beta2, epsilon, norm, value, version);
  }

  /**
   * Keeps a gradient within the limits.
   *
   * @param parameters of the whole network
   */
  void clip(float[] gradient, long parameters) {
    if (clipNorm > 0) {
      requireWhole(gradient.length, parameters);
      Clipping.byNorm(gradient, clipNorm);
    }
    if (clipValue > 0) {
      Clipping.byValue(gradient, clipValue);
    }
  }

  private static void requireWhole(long length, long parameters) {
    if (length != parameters) {
      throw new IllegalStateException(
          String.format(
              Locale.ROOT,
              "a gradient is clipped by its norm, but this updater sees %d of a network's %d"
                  + " parameters; give all layers, and their biases, the same updater, or clip by value",
              length,
              parameters));
    }
  }

  /** What it does. */
  Updater updater() {
    return switch (kind) {
      case SGD -> new Updater.Sgd(learningRate, momentum, nesterov ? Look.AHEAD : Look.HERE);
      case RMSPROP -> new Updater.RmsProp(learningRate, rho, momentum, epsilon);
      case ADAM -> new Updater.Adam(learningRate, beta1, beta2, epsilon, 0);
    };
  }

  @Override
  public long stateSize(long parameters) {
    return updater().stateSize(Math.toIntExact(parameters));
  }

  @Override
  public GradientUpdater<KernelUpdater> instantiate(@Nullable INDArray state, boolean initialize) {
    return new RunningUpdater(this, state, initialize);
  }

  @Override
  public GradientUpdater<KernelUpdater> instantiate(
      Map<String, INDArray> state, boolean initialize) {
    throw new UnsupportedOperationException("the state of this updater is one array");
  }

  @SuppressWarnings("MethodDoesntCallSuperMethod")
  @Override
  public KernelUpdater clone() {
    return this;
  }

  @Override
  public double getLearningRate(int iteration, int epoch) {
    return learningRate;
  }

  @Override
  public boolean hasLearningRate() {
    return true;
  }

  @Override
  public void setLrAndSchedule(double rate, @Nullable ISchedule schedule) {
    throw new UnsupportedOperationException(
        "this updater is immutable; make another one with the learning rate " + rate);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof KernelUpdater that
        && kind == that.kind
        && nesterov == that.nesterov
        && Double.compare(learningRate, that.learningRate) == 0
        && Double.compare(momentum, that.momentum) == 0
        && Double.compare(rho, that.rho) == 0
        && Double.compare(beta1, that.beta1) == 0
        && Double.compare(beta2, that.beta2) == 0
        && Double.compare(epsilon, that.epsilon) == 0
        && Double.compare(clipNorm, that.clipNorm) == 0
        && Double.compare(clipValue, that.clipValue) == 0;
  }

  @Override
  public int hashCode() {
    return Objects.hash(
        kind, learningRate, momentum, rho, beta1, beta2, epsilon, clipNorm, clipValue);
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "KernelUpdater(%s, clipped at norm %s and value %s; 0 for not)",
        updater(),
        clipNorm,
        clipValue);
  }
}
