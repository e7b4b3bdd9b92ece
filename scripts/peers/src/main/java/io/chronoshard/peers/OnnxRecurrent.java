package io.chronoshard.peers;

import io.chronoshard.bench.Network;
import io.chronoshard.bench.Part.Gives;
import io.chronoshard.bench.Part.Recurrent;
import io.chronoshard.bench.Part.Ways;
import java.util.ArrayList;
import java.util.List;

/**
 * A recurrent layer as an operator of ONNX. Its weights are {@code [direction][gate ·
 * unit][input]}, its two biases lie behind one another, and it gives {@code
 * [step][direction][sample][unit]} and {@code [direction][sample][unit]}.
 */
final class OnnxRecurrent {

  private final Recurrent part;
  private final float[] weights;
  private final int columns;

  OnnxRecurrent(Recurrent part, float[] weights) {
    this.part = part;
    this.weights = weights;
    this.columns = part.gates() * part.units();
  }

  /** Adds what it needs to a graph, and returns the name of what it gives. */
  String addTo(OnnxGraph graph, String input) {
    String inputWeights = turned(graph, 0, part.reads());
    String recurrentWeights = turned(graph, part.reads() * columns, part.units());
    List<Protobuf> attributes = new ArrayList<>();
    attributes.add(OnnxGraph.number("hidden_size", part.units()));
    attributes.add(
        OnnxGraph.text("direction", part.ways() == Ways.BOTH ? "bidirectional" : "forward"));
    String operator =
        switch (part.kind()) {
          case LSTM -> "LSTM";
          case GRU -> "GRU";
          case SIMPLE_RNN -> "RNN";
        };
    if (part.biases() == 2) {
      attributes.add(OnnxGraph.number("linear_before_reset", 1));
    }
    String sequence = graph.name();
    String last = graph.name();
    graph.node(
        operator,
        attributes,
        List.of(input, inputWeights, recurrentWeights, biases(graph)),
        List.of(part.gives() == Gives.LAST ? "" : sequence, last));
    if (part.gives() == Gives.SEQUENCE) {
      return graph.node("Squeeze", List.of(), sequence, graph.constant(1));
    }
    if (part.ways() == Ways.BOTH) {
      last = graph.node("Transpose", List.of(OnnxGraph.list("perm", 1, 0, 2)), last);
    }
    String shape = graph.constant(Network.BATCH, (long) part.directions() * part.units());
    return graph.node("Reshape", List.of(), last, shape);
  }

  /** Of our blocks of gates, those of the operator in its order. */
  private int[] order() {
    return switch (part.kind()) {
      case LSTM -> new int[] {0, 3, 1, 2};
      case GRU -> new int[] {0, 1, 2};
      case SIMPLE_RNN -> new int[] {0};
    };
  }

  private int ourColumn(int column) {
    return order()[column / part.units()] * part.units() + column % part.units();
  }

  private String turned(OnnxGraph graph, int at, int rows) {
    float[] turned = new float[part.directions() * columns * rows];
    for (int i = 0; i < turned.length; i++) {
      int row = i % rows;
      int column = ourColumn(i / rows % columns);
      int direction = i / rows / columns;
      turned[i] = weights[direction * part.weightsOfDirection() + at + row * columns + column];
    }
    return graph.constant(turned, part.directions(), columns, rows);
  }

  private String biases(OnnxGraph graph) {
    float[] biases = new float[part.directions() * 2 * columns];
    int at = (part.reads() + part.units()) * columns;
    for (int direction = 0; direction < part.directions(); direction++) {
      for (int i = 0; i < part.biases() * columns; i++) {
        int ours = i / columns * columns + ourColumn(i % columns);
        biases[direction * 2 * columns + i] =
            weights[direction * part.weightsOfDirection() + at + ours];
      }
    }
    return graph.constant(biases, part.directions(), 2L * columns);
  }
}
