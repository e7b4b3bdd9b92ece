package io.chronoshard.model;

import io.chronoshard.config.Nearest;
import io.chronoshard.error.ConfigurationException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Puts nodes behind what they read; those that may stand anywhere keep the configuration's order.
 *
 * @param nodes in the configuration's order
 * @param inputs names of the inputs
 */
record NodeOrder(List<Node> nodes, List<String> inputs) {

  /**
   * The order.
   *
   * @throws ConfigurationException where a node reads nothing that is there, or itself in the end
   */
  List<Node> behindSources() {
    requireSources();
    List<Node> placed = new ArrayList<>();
    Set<String> there = new HashSet<>(inputs);
    List<Node> waiting = new ArrayList<>(nodes);
    while (!waiting.isEmpty()) {
      Node next =
          waiting.stream()
              .filter(node -> there.containsAll(node.from()))
              .findFirst()
              .orElseThrow(() -> circle(waiting));
      waiting.remove(next);
      placed.add(next);
      there.add(next.name());
    }
    return placed;
  }

  private void requireSources() {
    Set<String> names = new LinkedHashSet<>(inputs);
    nodes.forEach(node -> names.add(node.name()));
    for (Node node : nodes) {
      for (String source : node.from()) {
        if (!names.contains(source)) {
          throw LayerFit.problem(
              node.layer(),
              "reads \""
                  + source
                  + "\", which is no node and no input; there are "
                  + Nearest.first(source, names));
        }
      }
    }
  }

  /** Of nodes that wait for each other. */
  private static ConfigurationException circle(List<Node> waiting) {
    Map<String, Node> byName = new HashMap<>();
    waiting.forEach(node -> byName.put(node.name(), node));
    List<String> way = new ArrayList<>();
    String at = waiting.get(0).name();
    while (!way.contains(at)) {
      way.add(at);
      at =
          byName.getOrDefault(at, waiting.get(0)).from().stream()
              .filter(byName::containsKey)
              .findFirst()
              .orElseThrow();
    }
    List<String> circle = way.subList(way.indexOf(at), way.size());
    return new ConfigurationException(
        "model.graph has a cycle: \""
            + String.join("\" reads \"", circle)
            + "\" reads \""
            + at
            + "\"; a node can only read what ends before it");
  }
}
