package io.chronoshard.model;

import io.chronoshard.model.Architecture.Placed;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a model is made of, as Keras' {@code summary()} tells it.
 *
 * @param nodes from input to output
 * @param parameters of all nodes; all of them are trained
 */
public record Summary(List<Node> nodes, long parameters) {

  /**
   * An input, a layer or the output.
   *
   * @param name as messages call it
   * @param type its kind
   * @param shape of what it gives, as Keras writes it
   * @param parameters its trained numbers
   * @param from the nodes that it reads
   */
  public record Node(String name, String type, String shape, long parameters, List<String> from) {

    /** Copies the list. */
    public Node {
      from = List.copyOf(from);
    }
  }

  /** Copies the list. */
  public Summary {
    nodes = List.copyOf(nodes);
  }

  /** Of an architecture. */
  public static Summary of(Architecture architecture) {
    List<Node> nodes = new ArrayList<>();
    InputShape input = architecture.input();
    LayerShape window = new LayerShape.Sequence(input.length(), input.width());
    nodes.add(new Node("window", "input", window.inKeras(), 0, List.of()));
    for (Placed placed : architecture.layers()) {
      nodes.add(
          new Node(
              placed.settings().path(),
              placed.settings().type(),
              placed.gives().inKeras(),
              placed.parameters(),
              last(nodes)));
    }
    Architecture.Head head = architecture.head();
    nodes.add(new Node("output", "dense", head.gives().inKeras(), head.parameters(), last(nodes)));
    return new Summary(nodes, architecture.parameters());
  }

  private static List<String> last(List<Node> nodes) {
    return List.of(nodes.get(nodes.size() - 1).name());
  }

  /** The way through the model: each node below the one that it reads. */
  public List<String> drawing() {
    List<String> lines = new ArrayList<>();
    for (Node node : nodes) {
      String arrow = node.from().isEmpty() ? "" : "   ".repeat(lines.size() - 1) + "└─▶ ";
      lines.add(
          String.format(
              Locale.ROOT, "%s%s (%s) %s", arrow, node.name(), node.type(), node.shape()));
    }
    return lines;
  }
}
