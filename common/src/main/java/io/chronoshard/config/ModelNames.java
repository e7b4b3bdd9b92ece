package io.chronoshard.config;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Names of inputs, nodes and outputs: what {@code from} means. */
final class ModelNames {

  private ModelNames() {}

  /** The name of a block. */
  static String read(Section block) {
    return block.string(
        "name",
        name -> name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,99}"),
        "must be made of letters, digits, '.', '_' and '-', and begin with a letter or digit");
  }

  /** Notes names that two things have. */
  static void requireOwn(Section section, ModelEnds ends, List<NodeSettings> graph) {
    Set<String> names = new HashSet<>();
    ends.inputs().forEach(input -> requireOwn(section, "inputs", names, input.name()));
    graph.forEach(node -> requireOwn(section, "graph", names, node.name()));
    ends.outputs().forEach(output -> requireOwn(section, "outputs", names, output.name()));
    if (ends.outputs().size() > 1) {
      ends.outputs().forEach(output -> requireOtherThanLog(section, output.name()));
    }
  }

  /** Measures of an output are called by its name and their own. */
  private static void requireOtherThanLog(Section section, String name) {
    if (name.equals("log")) {
      section.problem(
          "outputs",
          name,
          "has a loss that would be called \"log loss\", as what is told of probabilities; give the output another name");
    }
  }

  private static void requireOwn(Section section, String key, Set<String> names, String name) {
    if (!names.add(name)) {
      section.problem(key, name, "is the name of two inputs, nodes or outputs; give each its own");
    }
  }
}
