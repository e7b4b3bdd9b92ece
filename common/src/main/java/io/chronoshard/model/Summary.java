package io.chronoshard.model;

import io.chronoshard.model.Architecture.Placed;
import java.util.ArrayList;
import java.util.List;

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
    for (ModelInput input : architecture.inputs()) {
      nodes.add(new Node(input.name(), "input", input.shape().inKeras(), 0, List.of()));
    }
    for (Placed placed : architecture.layers()) {
      nodes.add(
          new Node(
              placed.name(),
              placed.settings().type(),
              placed.gives().inKeras(),
              placed.parameters(),
              placed.from()));
    }
    for (Architecture.Head head : architecture.heads()) {
      nodes.add(
          new Node(
              head.name(),
              "dense",
              head.gives().inKeras(),
              head.parameters(),
              List.of(head.from())));
    }
    return new Summary(nodes, architecture.parameters());
  }

  /** The model drawn: each node below the last of those that it reads, which also tells others. */
  public List<String> drawing() {
    return new Drawing(nodes).lines();
  }
}
