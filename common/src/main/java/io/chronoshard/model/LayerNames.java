package io.chronoshard.model;

import io.chronoshard.error.ConfigurationException;
import java.util.HashMap;
import java.util.Map;

/** The names of a graph's layers, from which their first weights are drawn. */
final class LayerNames {

  private LayerNames() {}

  /**
   * Refuses two names that would draw the same weights, for their hash is one.
   *
   * @throws ConfigurationException which tells both
   */
  static void requireApart(Architecture architecture) {
    Map<Integer, String> names = new HashMap<>();
    architecture.layers().forEach(layer -> requireOwn(names, layer.name()));
    architecture.heads().forEach(head -> requireOwn(names, head.name()));
  }

  private static void requireOwn(Map<Integer, String> names, String name) {
    String other = names.putIfAbsent(name.hashCode(), name);
    if (other != null) {
      throw new ConfigurationException(
          "model.graph: the names \""
              + other
              + "\" and \""
              + name
              + "\" would begin with the same weights, for these are drawn by a hash that both"
              + " share; rename one of them");
    }
  }
}
