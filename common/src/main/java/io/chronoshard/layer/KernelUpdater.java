package io.chronoshard.layer;

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
      return of(sgd);
    }
    if (updater instanceof Updater.RmsProp prop) {
      return of(prop);
    }
    return of((Updater.Adam) updater);
  }

  private static KernelUpdater of(Updater.Sgd sgd) {
    boolean nesterov = sgd.look() == Look.AHEAD;
    double rate = sgd.learningRate();
    return new KernelUpdater(
        Kind.SGD, rate, sgd.momentum(), nesterov, 0, 0, 0, 0, 0, 0, LayerVersion.NOW);
  }

  private static KernelUpdater of(Updater.RmsProp prop) {
    double rate = prop.learningRate();
    double momentum = prop.momentum();
    double rho = prop.rho();
    return new KernelUpdater(
        Kind.RMSPROP, rate, momentum, false, rho, 0, 0, prop.epsilon(), 0, 0, LayerVersion.NOW);
  }

  private static KernelUpdater of(Updater.Adam adam) {
    if (adam.weightDecay() != 0) {
      throw new IllegalArgumentException(
          "an updater of Deeplearning4j sees no parameters and cannot decay them by "
              + adam.weightDecay()
              + "; give the layer a Penalty of the kind DECAY by regularization(...), and also by"
              + " regularizationBias(...) where its biases are to decay");
    }
    double rate = adam.learningRate();
    double beta1 = adam.beta1();
    double beta2 = adam.beta2();
    return new KernelUpdater(
        Kind.ADAM, rate, 0, false, 0, beta1, beta2, adam.epsilon(), 0, 0, LayerVersion.NOW);
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

  /** The same, with another learning rate. */
  KernelUpdater withLearningRate(double rate) {
    return new KernelUpdater(
        kind, rate, momentum, nesterov, rho, beta1, beta2, epsilon, clipNorm, clipValue, version);
  }

  /** The largest Euclidean norm that a gradient keeps; 0 for any. */
  double clipNorm() {
    return clipNorm;
  }

  /** The largest absolute value that an element of a gradient keeps; 0 for any. */
  double clipValue() {
    return clipValue;
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
    if (state != null && initialize) {
      state.assign(0);
    }
    return new RunningUpdater(this, state);
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
        && updater().equals(that.updater())
        && Double.compare(clipNorm, that.clipNorm) == 0
        && Double.compare(clipValue, that.clipValue) == 0;
  }

  @Override
  public int hashCode() {
    return Objects.hash(updater(), clipNorm, clipValue);
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
