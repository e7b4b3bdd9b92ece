package io.chronoshard.config;

/** One layer of {@code model.layers}. */
public sealed interface LayerSettings {

  /** Where the layer stands in the configuration, for messages: {@code model.layers[1]}. */
  String path();

  /** What a recurrent layer gives on: its state after every step, or after the last one. */
  enum Output {
    LAST,
    SEQUENCE
  }

  /** The function after a layer's sum. */
  enum Activation {
    LINEAR,
    RELU,
    TANH,
    SIGMOID
  }

  /** Long short-term memory with tanh and sigmoid. */
  record Lstm(String path, int units, Output output) implements LayerSettings {}

  /** Elman's recurrent layer with tanh. */
  record SimpleRnn(String path, int units, Output output) implements LayerSettings {}

  /** A dense layer on a vector. */
  record Dense(String path, int units, Activation activation) implements LayerSettings {}

  /** Sets a share of its inputs, in [0, 1), to zero while training. */
  record Dropout(String path, double rate) implements LayerSettings {}

  /** Makes a vector of a sequence: all steps, one after the other. */
  record Flatten(String path) implements LayerSettings {}

  /** The kinds, as {@code type} names them. */
  enum Type {
    LSTM,
    SIMPLE_RNN,
    DENSE,
    DROPOUT,
    FLATTEN
  }

  static LayerSettings read(Section section, String path) {
    LayerSettings layer =
        switch (section.choice("type", Type.class)) {
          case LSTM -> new Lstm(path, units(section), output(section));
          case SIMPLE_RNN -> new SimpleRnn(path, units(section), output(section));
          case DENSE -> new Dense(path, units(section), activation(section));
          case DROPOUT -> new Dropout(path, section.number("rate", 0, 0.999));
          case FLATTEN -> new Flatten(path);
        };
    section.close();
    return layer;
  }

  private static int units(Section section) {
    return section.integer("units", 1, 1 << 20);
  }

  private static Output output(Section section) {
    return section.choiceOr("output", Output.LAST);
  }

  private static Activation activation(Section section) {
    return section.choiceOr("activation", Activation.LINEAR);
  }
}
