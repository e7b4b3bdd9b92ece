package io.chronoshard.config;

import io.chronoshard.config.LayerSettings.Activation;
import io.chronoshard.config.LayerSettings.Cell;
import io.chronoshard.config.LayerSettings.Direction;
import io.chronoshard.config.LayerSettings.Joined;
import io.chronoshard.config.LayerSettings.Merged;
import io.chronoshard.config.LayerSettings.Output;
import io.chronoshard.config.LayerSettings.Padding;
import io.chronoshard.config.LayerSettings.Pool;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Reads one block of {@code model.layers}, or what a node of {@code model.graph} does. */
record LayerReader(Section section, String path) {

  private static final int MOST = 1 << 20;
  private static final double MOST_DROPPED = 0.999;

  /** The kinds, as {@code type} names them. */
  private enum Type {
    LSTM,
    GRU,
    SIMPLE_RNN,
    DENSE,
    CONV1D,
    MAX_POOL,
    AVERAGE_POOL,
    GLOBAL_MAX,
    GLOBAL_AVERAGE,
    FLATTEN,
    RESHAPE,
    REPEAT,
    DROPOUT,
    LAYER_NORM,
    ACTIVATION,
    EMBEDDING,
    RESIDUAL,
    CONCATENATE,
    ADD,
    SUBTRACT,
    MULTIPLY,
    AVERAGE,
    MAXIMUM;

    /** All, those first that join where several nodes are read, those that do not elsewhere. */
    private static List<Type> all(int sources) {
      List<Type> all = new ArrayList<>(List.of(values()));
      if (sources > 1) {
        Collections.rotate(all, -all.indexOf(CONCATENATE));
      }
      return all;
    }
  }

  /** Layers one behind the other. */
  static List<LayerSettings> list(Section section, String key) {
    List<LayerSettings> layers = new ArrayList<>();
    for (Section block : section.sections(key)) {
      LayerSettings layer = new LayerReader(block, block.path()).read(1);
      if (layer instanceof LayerSettings.Merge) {
        block.problem(
            "type", layer.type(), "joins several nodes, so that its place is in model.graph");
      }
      layers.add(layer);
    }
    return layers;
  }

  /** Of a block that reads so many nodes. */
  LayerSettings read(int sources) {
    LayerSettings layer =
        switch (section.choice("type", Type.all(sources))) {
          case LSTM -> recurrent(Cell.LSTM);
          case GRU -> recurrent(Cell.GRU);
          case SIMPLE_RNN -> recurrent(Cell.SIMPLE_RNN);
          case DENSE ->
              new LayerSettings.Dense(
                  path, size("units"), activation("activation", Activation.LINEAR), penalty());
          case CONV1D -> convolution();
          case MAX_POOL -> pooling(Pool.MAX);
          case AVERAGE_POOL -> pooling(Pool.AVERAGE);
          case GLOBAL_MAX -> new LayerSettings.GlobalPooling(path, Pool.MAX);
          case GLOBAL_AVERAGE -> new LayerSettings.GlobalPooling(path, Pool.AVERAGE);
          case FLATTEN -> new LayerSettings.Flatten(path);
          case RESHAPE -> new LayerSettings.Reshape(path, size("steps"));
          case REPEAT -> new LayerSettings.Repeat(path, section.optional("times", this::size));
          case DROPOUT -> new LayerSettings.Dropout(path, share("rate"));
          case LAYER_NORM -> new LayerSettings.LayerNorm(path, number("epsilon", 1e-12, 1, 1e-3));
          case ACTIVATION ->
              new LayerSettings.Applied(path, section.choice("function", Activation.class));
          case EMBEDDING -> new LayerSettings.Embedding(path, size("units"), penalty());
          case RESIDUAL -> residual();
          case CONCATENATE -> new LayerSettings.Merge(path, Merged.CONCATENATE);
          case ADD -> new LayerSettings.Merge(path, Merged.ADD);
          case SUBTRACT -> new LayerSettings.Merge(path, Merged.SUBTRACT);
          case MULTIPLY -> new LayerSettings.Merge(path, Merged.MULTIPLY);
          case AVERAGE -> new LayerSettings.Merge(path, Merged.AVERAGE);
          case MAXIMUM -> new LayerSettings.Merge(path, Merged.MAXIMUM);
        };
    section.close();
    return layer;
  }

  private LayerSettings residual() {
    List<LayerSettings> layers = list(section, "layers");
    if (layers.isEmpty()) {
      section.problem("layers", "[]", "must hold the layers whose result is added");
    }
    return new LayerSettings.Residual(path, layers);
  }

  private LayerSettings recurrent(Cell cell) {
    Direction direction = section.choiceOr("direction", Direction.FORWARD);
    if (direction != Direction.BOTH && section.has("merge")) {
      section.problem(
          "merge",
          Section.written(section.choice("merge", Joined.class)),
          "joins two directions; set " + section.name("direction") + " = both, or leave it out");
    }
    return new LayerSettings.Recurrent(
        path,
        cell,
        size("units"),
        section.choiceOr("output", Output.LAST),
        direction,
        section.choiceOr("merge", Joined.CONCATENATE),
        activation("activation", Activation.TANH),
        cell == Cell.SIMPLE_RNN
            ? Activation.SIGMOID
            : activation("recurrent-activation", Activation.SIGMOID),
        number("dropout", 0, MOST_DROPPED, 0),
        number("recurrent-dropout", 0, MOST_DROPPED, 0),
        cell == Cell.LSTM ? number("forget-bias", -100, 100, 1) : 1,
        penalty());
  }

  private LayerSettings convolution() {
    return new LayerSettings.Convolution(
        path,
        size("filters"),
        size("size"),
        section.optional("stride", this::size).orElse(1),
        section.optional("dilation", this::size).orElse(1),
        section.choiceOr("padding", Padding.VALID),
        activation("activation", Activation.LINEAR),
        penalty());
  }

  private LayerSettings pooling(Pool pool) {
    int size = size("size");
    return new LayerSettings.Pooling(
        path, pool, size, section.optional("stride", this::size).orElse(size));
  }

  private int size(String key) {
    return section.integer(key, 1, MOST);
  }

  private double share(String key) {
    return section.number(key, 0, MOST_DROPPED);
  }

  private double number(String key, double from, double to, double otherwise) {
    return section.optional(key, given -> section.number(given, from, to)).orElse(otherwise);
  }

  private Activation activation(String key, Activation otherwise) {
    return section.choiceOr(key, otherwise);
  }

  private LayerPenalty penalty() {
    return new LayerPenalty(
        section.optional("l1", PenaltySettings.factorOf(section)),
        section.optional("l2", PenaltySettings.factorOf(section)),
        section.optional("decay", PenaltySettings.factorOf(section)));
  }
}
