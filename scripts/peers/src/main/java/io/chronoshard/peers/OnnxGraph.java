package io.chronoshard.peers;

import io.chronoshard.bench.Network;
import io.chronoshard.bench.Part;
import io.chronoshard.bench.Part.Activation;
import io.chronoshard.bench.Part.AveragePooling;
import io.chronoshard.bench.Part.Convolution;
import io.chronoshard.bench.Part.Dense;
import io.chronoshard.bench.Part.Flatten;
import io.chronoshard.bench.Part.MaxPooling;
import io.chronoshard.bench.Part.Recurrent;
import java.util.Arrays;
import java.util.List;

/**
 * A network as a model of ONNX (onnx.proto of the ONNX project, operators of set 17), for
 * minibatches of {@link Network#BATCH}. Sequences are {@code [step][sample][feature]} for recurrent
 * layers and {@code [sample][feature][step]} for convolutions.
 */
final class OnnxGraph {

  /** The name of what it reads. */
  static final String INPUT = "input";

  private static final int FORMAT_VERSION = 8;
  private static final int OPERATOR_SET = 17;
  private static final int FLOAT = 1;
  private static final int LONG = 7;

  private final Network network;
  private final Protobuf graph = new Protobuf();
  private String last = INPUT;
  private int names;

  OnnxGraph(Network network) {
    this.network = network;
  }

  /** The shape of what a network reads whose first layer is this. */
  static long[] shape(Part first) {
    if (first instanceof Recurrent) {
      return new long[] {Network.STEPS, Network.BATCH, Network.CHANNELS};
    }
    return first instanceof Flatten
        ? new long[] {Network.BATCH, (long) Network.STEPS * Network.CHANNELS}
        : new long[] {Network.BATCH, Network.CHANNELS, Network.STEPS};
  }

  /** The model's file. */
  byte[] bytes() {
    List<float[]> weights = network.weights();
    for (int i = 0; i < weights.size(); i++) {
      add(network.parts().get(i), weights.get(i));
    }
    graph.text(2, "network");
    graph.message(11, value(INPUT, shape(network.parts().get(0))));
    graph.message(12, value(last, Network.BATCH, 1));
    Protobuf operators = new Protobuf().text(1, "").number(2, OPERATOR_SET);
    return new Protobuf().number(1, FORMAT_VERSION).message(8, operators).message(7, graph).bytes();
  }

  private void add(Part part, float[] weights) {
    if (part instanceof Recurrent recurrent) {
      last = new OnnxRecurrent(recurrent, weights).addTo(this, last);
    } else if (part instanceof Dense dense) {
      int size = dense.reads() * dense.units();
      float[] matrix = Arrays.copyOf(weights, size);
      float[] bias = Arrays.copyOfRange(weights, size, weights.length);
      node(
          "Gemm",
          List.of(),
          last,
          constant(matrix, dense.reads(), dense.units()),
          constant(bias, bias.length));
      rectify(dense.activation());
    } else if (part instanceof Convolution convolution) {
      add(convolution, weights);
    } else if (part instanceof MaxPooling) {
      long length = MaxPooling.LENGTH;
      node("MaxPool", List.of(list("kernel_shape", length), list("strides", length)), last);
    } else if (part instanceof AveragePooling) {
      node("GlobalAveragePool", List.of(), last);
      node("Flatten", List.of(), last);
    } else if (!(part instanceof Flatten)) {
      throw new IllegalStateException("no operator for " + part);
    }
  }

  private void add(Convolution part, float[] weights) {
    float[] turned = new float[part.taps() * part.reads() * part.filters()];
    for (int i = 0; i < turned.length; i++) {
      int filter = i % part.filters();
      int feature = i / part.filters() % part.reads();
      int tap = i / part.filters() / part.reads();
      turned[(filter * part.reads() + feature) * part.taps() + tap] = weights[i];
    }
    float[] bias = Arrays.copyOfRange(weights, turned.length, weights.length);
    String kernel = constant(turned, part.filters(), part.reads(), part.taps());
    node("Conv", List.of(), last, kernel, constant(bias, bias.length));
    rectify(Activation.RELU);
  }

  private void rectify(Activation activation) {
    if (activation == Activation.RELU) {
      node("Relu", List.of(), last);
    }
  }

  /** Adds an operator with one output, whose name it returns. */
  String node(String operator, List<Protobuf> attributes, String... inputs) {
    String output = name();
    node(operator, attributes, List.of(inputs), List.of(output));
    last = output;
    return output;
  }

  /** Adds an operator. */
  void node(String operator, List<Protobuf> attributes, List<String> inputs, List<String> outputs) {
    Protobuf node = new Protobuf();
    inputs.forEach(input -> node.text(1, input));
    outputs.forEach(output -> node.text(2, output));
    node.text(4, operator);
    attributes.forEach(attribute -> node.message(5, attribute));
    graph.message(1, node);
  }

  /** A name that nothing has. */
  String name() {
    return "value" + names++;
  }

  /** Adds weights, whose name it returns. */
  String constant(float[] values, long... shape) {
    return constant(FLOAT, new Protobuf().floats(9, values), shape);
  }

  /** Adds whole numbers, whose name it returns. */
  String constant(long... values) {
    return constant(LONG, new Protobuf().longs(9, values), values.length);
  }

  private String constant(int type, Protobuf tensor, long... shape) {
    String name = name();
    for (long size : shape) {
      tensor.number(1, size);
    }
    graph.message(5, tensor.number(2, type).text(8, name));
    return name;
  }

  /** An attribute of one whole number. */
  static Protobuf number(String name, long value) {
    return new Protobuf().text(1, name).number(3, value).number(20, 2);
  }

  /** An attribute of text. */
  static Protobuf text(String name, String value) {
    return new Protobuf().text(1, name).text(4, value).number(20, 3);
  }

  /** An attribute of some whole numbers. */
  static Protobuf list(String name, long... values) {
    Protobuf attribute = new Protobuf().text(1, name).number(20, 7);
    for (long value : values) {
      attribute.number(8, value);
    }
    return attribute;
  }

  private static Protobuf value(String name, long... shape) {
    Protobuf sizes = new Protobuf();
    for (long size : shape) {
      sizes.message(1, new Protobuf().number(1, size));
    }
    Protobuf tensor = new Protobuf().number(1, FLOAT).message(2, sizes);
    return new Protobuf().text(1, name).message(2, new Protobuf().message(1, tensor));
  }
}
