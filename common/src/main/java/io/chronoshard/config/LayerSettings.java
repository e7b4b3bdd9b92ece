package io.chronoshard.config;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** One layer of a model, or a merge; see reference.conf for each kind and key. */
public sealed interface LayerSettings {

  /** Where the layer stands in the configuration, for messages: {@code model.layers[1]}. */
  String path();

  /** Its kind, as {@code type} names it. */
  String type();

  /** What a recurrent layer gives on: its state after every step, or after the last one. */
  enum Output {
    LAST,
    SEQUENCE
  }

  /** Which way a recurrent layer goes through time. */
  enum Direction {
    FORWARD,
    BACKWARD,
    BOTH
  }

  /** How the two directions of a recurrent layer become one. */
  enum Joined {
    CONCATENATE,
    ADD,
    AVERAGE,
    MULTIPLY
  }

  /** What stands around a sequence that is convolved. */
  enum Padding {
    VALID,
    SAME,
    CAUSAL
  }

  /** Functions of single values. */
  enum Activation {
    LINEAR,
    RELU,
    TANH,
    SIGMOID,
    ELU,
    SELU,
    SOFTPLUS,
    SOFTSIGN,
    EXPONENTIAL,
    HARD_SIGMOID,
    LEAKY_RELU,
    RELU6
  }

  /** Kinds of recurrent layers. */
  enum Cell {
    LSTM,
    GRU,
    SIMPLE_RNN
  }

  /**
   * A recurrent layer.
   *
   * @param joined of two directions
   * @param activation of what goes into the state
   * @param gate of the gates, where there are some
   * @param dropout share of a sequence's features that is dropped
   * @param recurrentDropout share of a sequence's units that is dropped from the state
   * @param forgetBias of an LSTM at the beginning
   */
  record Recurrent(
      String path,
      Cell cell,
      int units,
      Output output,
      Direction direction,
      Joined joined,
      Activation activation,
      Activation gate,
      double dropout,
      double recurrentDropout,
      double forgetBias,
      LayerPenalty penalty)
      implements LayerSettings {

    @Override
    public String type() {
      return Section.written(cell);
    }

    /** Features of a step that it gives. */
    public int width() {
      boolean isTwice = direction == Direction.BOTH && joined == Joined.CONCATENATE;
      return isTwice ? 2 * units : units;
    }
  }

  /** A dense layer, on a vector or on each step. */
  record Dense(String path, int units, Activation activation, LayerPenalty penalty)
      implements LayerSettings {

    @Override
    public String type() {
      return "dense";
    }
  }

  /** A convolution along time. */
  record Convolution(
      String path,
      int filters,
      int size,
      int stride,
      int dilation,
      Padding padding,
      Activation activation,
      LayerPenalty penalty)
      implements LayerSettings {

    @Override
    public String type() {
      return "conv1d";
    }
  }

  /** What pooling makes of steps. */
  enum Pool {
    MAX,
    AVERAGE
  }

  /** The largest value or the mean of windows along time. */
  record Pooling(String path, Pool pool, int size, int stride) implements LayerSettings {

    @Override
    public String type() {
      return pool.name().toLowerCase(Locale.ROOT) + "-pool";
    }
  }

  /** The largest value or the mean of a whole sequence. */
  record GlobalPooling(String path, Pool pool) implements LayerSettings {

    @Override
    public String type() {
      return "global-" + pool.name().toLowerCase(Locale.ROOT);
    }
  }

  /** Makes a vector of a sequence: all steps, one after the other. */
  record Flatten(String path) implements LayerSettings {

    @Override
    public String type() {
      return "flatten";
    }
  }

  /** Deals the same values to so many steps. */
  record Reshape(String path, int steps) implements LayerSettings {

    @Override
    public String type() {
      return "reshape";
    }
  }

  /**
   * A vector at each of so many steps.
   *
   * @param times steps; as many as are forecast where nothing is said
   */
  record Repeat(String path, Optional<Integer> times) implements LayerSettings {

    @Override
    public String type() {
      return "repeat";
    }
  }

  /** Sets a share of its inputs, in [0, 1), to zero while training. */
  record Dropout(String path, double rate) implements LayerSettings {

    @Override
    public String type() {
      return "dropout";
    }
  }

  /** Normalises each step's features, or those of a vector. */
  record LayerNorm(String path, double epsilon) implements LayerSettings {

    @Override
    public String type() {
      return "layer-norm";
    }
  }

  /** Learned numbers of a code, such as a series'. */
  record Embedding(String path, int units, LayerPenalty penalty) implements LayerSettings {

    @Override
    public String type() {
      return "embedding";
    }
  }

  /** A function on every value. */
  record Applied(String path, Activation function) implements LayerSettings {

    @Override
    public String type() {
      return "activation";
    }
  }

  /** What is made of several nodes. */
  enum Merged {
    CONCATENATE,
    ADD,
    SUBTRACT,
    MULTIPLY,
    AVERAGE,
    MAXIMUM
  }

  /** Joins what several nodes of a graph give. */
  record Merge(String path, Merged merged) implements LayerSettings {

    @Override
    public String type() {
      return Section.written(merged);
    }
  }

  /** Adds what it reads to what its layers make of it. */
  record Residual(String path, List<LayerSettings> layers) implements LayerSettings {

    /** Copies the list. */
    public Residual {
      layers = List.copyOf(layers);
    }

    @Override
    public String type() {
      return "residual";
    }
  }
}
