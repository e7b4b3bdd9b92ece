package io.chronoshard.model;

import io.chronoshard.config.LayerSettings;
import io.chronoshard.config.LayerSettings.Merge;
import io.chronoshard.config.LayerSettings.Merged;
import io.chronoshard.config.LayerSettings.Residual;
import io.chronoshard.config.ModelSettings;
import io.chronoshard.config.NodeSettings;
import io.chronoshard.error.ConfigurationException;
import java.util.ArrayList;
import java.util.List;

/**
 * A layer or merge and what it reads, before anybody knows whether that fits.
 *
 * @param name what others call it
 * @param from the nodes and inputs that it reads
 * @param layer what it does; no residual
 */
record Node(String name, List<String> from, LayerSettings layer) {

  /**
   * The nodes of a model in the order of its configuration; layers one behind the other each read
   * the one before.
   */
  static List<Node> all(ModelSettings settings, List<ModelInput> inputs) {
    List<Node> nodes = new ArrayList<>();
    if (settings.graph().isEmpty()) {
      chain(inputs.get(0).name(), settings.layers(), "model.", nodes);
      return nodes;
    }
    List<String> before = inputs.stream().map(ModelInput::name).toList();
    for (NodeSettings node : settings.graph()) {
      if (node.from().isEmpty() && before.size() > 1) {
        throw LayerFit.problem(
            node.layer(),
            "says not what it reads; name it by \"from\": there are the inputs " + before);
      }
      List<String> from = node.from().isEmpty() ? before : node.from();
      requireEachOnce(node.layer(), from);
      add(node.name(), from, node.layer(), nodes);
      before = List.of(node.name());
    }
    return nodes;
  }

  private static void requireEachOnce(LayerSettings layer, List<String> from) {
    for (String name : from) {
      if (from.indexOf(name) != from.lastIndexOf(name)) {
        throw LayerFit.problem(layer, "reads \"" + name + "\" twice; name it once in its from");
      }
    }
  }

  /** Adds layers one behind the other; returns the name of the last one. */
  private static String chain(
      String first, List<LayerSettings> layers, String prefix, List<Node> nodes) {
    String before = first;
    for (int i = 0; i < layers.size(); i++) {
      String name = prefix + "layers[" + i + "]";
      add(name, List.of(before), layers.get(i), nodes);
      before = name;
    }
    return before;
  }

  private static void add(String name, List<String> from, LayerSettings layer, List<Node> nodes) {
    if (!(layer instanceof Residual residual)) {
      nodes.add(new Node(name, from, layer));
      return;
    }
    if (from.size() > 1) {
      throw several(layer, from);
    }
    String last = chain(from.get(0), residual.layers(), name + ".", nodes);
    nodes.add(new Node(name, List.of(from.get(0), last), new Merge(residual.path(), Merged.ADD)));
  }

  /** A layer that would have to join what it reads. */
  static ConfigurationException several(LayerSettings layer, List<String> from) {
    return LayerFit.problem(
        layer,
        "reads one node, but its from names "
            + from
            + "; join them by a node of type concatenate before it");
  }
}
