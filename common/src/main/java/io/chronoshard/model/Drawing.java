package io.chronoshard.model;

import io.chronoshard.model.Summary.Node;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A graph as text. A node stands below the last of those that it reads and is drawn; the others are
 * named behind it.
 *
 * <pre>
 * day (input) (None, 24, 3)
 * └─▶ left (lstm) (None, 8)
 * night (input) (None, 24, 2)
 * └─▶ right (lstm) (None, 8)
 *    └─▶ both (add) (None, 8) ◀─ left
 *       ├─▶ near (dense) (None, 1)
 *       └─▶ far (dense) (None, 6)
 * </pre>
 */
final class Drawing {

  private final List<Node> nodes;
  private final Set<String> drawn = new HashSet<>();
  private final List<String> lines = new ArrayList<>();

  /** Of nodes that each stand behind all that they read. */
  Drawing(List<Node> nodes) {
    this.nodes = nodes;
  }

  List<String> lines() {
    for (Node node : nodes) {
      if (node.from().isEmpty()) {
        draw(node, "", "", "");
      }
    }
    return lines;
  }

  /**
   * Draws a node and what stands below it.
   *
   * @param above the node that it stands below
   * @param arrow before it
   * @param indent before what stands below
   */
  private void draw(Node node, String above, String arrow, String indent) {
    drawn.add(node.name());
    List<String> others = node.from().stream().filter(from -> !from.equals(above)).toList();
    lines.add(
        String.format(
            Locale.ROOT,
            "%s%s (%s) %s%s",
            arrow,
            node.name(),
            node.type(),
            node.shape(),
            others.isEmpty() ? "" : " ◀─ " + String.join(", ", others)));
    List<Node> below = nodes.stream().filter(reader -> standsBelow(reader, node)).toList();
    for (int i = 0; i < below.size(); i++) {
      boolean isLast = i == below.size() - 1;
      draw(
          below.get(i),
          node.name(),
          indent + (isLast ? "└─▶ " : "├─▶ "),
          indent + (isLast ? "   " : "│  "));
    }
  }

  /** Whether a node is the last of those that another one reads; all of them are drawn then. */
  private boolean standsBelow(Node reader, Node node) {
    return !drawn.contains(reader.name())
        && reader.from().contains(node.name())
        && drawn.containsAll(reader.from());
  }
}
