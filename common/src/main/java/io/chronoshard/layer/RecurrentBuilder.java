package io.chronoshard.layer;

import io.chronoshard.kernel.Curve;
import io.chronoshard.kernel.Initializer;
import io.chronoshard.kernel.RecurrentSettings.Direction;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.layers.BaseRecurrentLayer;

/**
 * Builds a recurrent layer; {@code nIn} and {@code nOut} are its features and units. {@code
 * activation}, {@code weightInit} and the like are refused when it is built; where {@code
 * NeuralNetConfiguration} gives them to all layers, they have no effect on this one, which cannot
 * tell them from Deeplearning4j's own.
 *
 * @param <T> the builder's own type
 */
public abstract class RecurrentBuilder<T extends RecurrentBuilder<T>>
    extends BaseRecurrentLayer.Builder<T> {

  Curve curve = Curve.TANH;
  Direction direction = Direction.FORWARD;
  boolean lastOnly;
  double inputDropout;
  double recurrentDropout;
  Initializer kernelInitializer = Initializer.GLOROT_UNIFORM;
  Initializer recurrentInitializer = Initializer.ORTHOGONAL;
  boolean readsData;
  boolean checksInput;

  /** Of the gates, where there are some. */
  Curve gate = Curve.SIGMOID;

  /** Of an LSTM's forget gate. */
  double forgetBias = 1;

  RecurrentBuilder() {}

  abstract T self();

  /**
   * What is applied to what goes into the state, and to an LSTM's state; the hyperbolic tangent by
   * default.
   */
  public T curve(Curve chosen) {
    curve = chosen;
    return self();
  }

  /** Which way through time; forward by default. */
  public T direction(Direction chosen) {
    direction = chosen;
    return self();
  }

  /** In which order a sequence's dimensions come; features before time by default. */
  public T format(RNNFormat chosen) {
    setRnnDataFormat(chosen);
    return self();
  }

  /** Gives the final state alone, {@code [sample][unit]}. */
  public T lastOnly() {
    lastOnly = true;
    return self();
  }

  /** The share in [0, 1) of a sequence's features that is dropped while training. */
  public T inputDropout(double share) {
    inputDropout = requireShare("inputDropout", share);
    return self();
  }

  /**
   * The share in [0, 1) of a sequence's units that is dropped, while training, from the state that
   * enters the recurrent product, the same at all steps.
   */
  public T recurrentDropout(double share) {
    recurrentDropout = requireShare("recurrentDropout", share);
    return self();
  }

  private static double requireShare(String name, double share) {
    if (!(share >= 0 && share < 1)) {
      throw new IllegalArgumentException(name + " = " + share + "; it must be in [0, 1)");
    }
    return share;
  }

  /** How the input's weights begin; Glorot's uniform distribution by default. */
  public T kernelInitializer(Initializer chosen) {
    kernelInitializer = chosen;
    return self();
  }

  /** How the recurrent weights begin; orthogonal by default. */
  public T recurrentInitializer(Initializer chosen) {
    recurrentInitializer = chosen;
    return self();
  }

  /**
   * Nobody needs the gradient with respect to the input, for it is data; saves its time. Layers
   * before this one would learn nothing from it: to them that gradient is zero.
   */
  public T readsData() {
    readsData = true;
    return self();
  }

  /** Refuses an input with a value that is no number. */
  public T checksInput() {
    checksInput = true;
    return self();
  }
}
