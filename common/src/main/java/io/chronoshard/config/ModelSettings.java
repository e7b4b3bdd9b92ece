package io.chronoshard.config;

import java.util.List;

/**
 * The block {@code model}; see reference.conf for each key.
 *
 * @param layers from input to output, without the output layer, which follows from the targets;
 *     nothing where there is a graph
 * @param graph named nodes in place of layers one behind the other
 * @param ends what it reads and what it forecasts
 */
public record ModelSettings(List<LayerSettings> layers, List<NodeSettings> graph, ModelEnds ends) {

  /** Copies the lists. */
  public ModelSettings {
    layers = List.copyOf(layers);
    graph = List.copyOf(graph);
  }

  static ModelSettings read(Section section, WindowSettings window) {
    List<LayerSettings> layers = LayerReader.list(section, "layers");
    List<NodeSettings> graph = NodeSettings.readAll(section, "graph");
    ModelEnds ends = ModelEnds.read(section, window);
    ModelNames.requireOwn(section, ends, graph);
    if (!graph.isEmpty()) {
      section.requireReference("layers", "says nothing where model.graph is given; leave it out");
    } else {
      requireOneWay(section, ends);
    }
    section.close();
    return new ModelSettings(graph.isEmpty() ? layers : List.of(), graph, ends);
  }

  /** Layers one behind the other read one thing. */
  private static void requireOneWay(Section section, ModelEnds ends) {
    if (ends.inputs().size() > 1) {
      section.problem(
          "inputs",
          ends.inputs().stream().map(InputSettings::name).toList(),
          "are several, and model.layers reads one; give model.graph, whose nodes say what they read");
    }
    for (OutputSettings output : ends.outputs()) {
      if (!output.from().isEmpty()) {
        section.problem(
            "outputs",
            output.from(),
            "is no node, for model.layers has no names; leave out \"from\", or give model.graph");
      }
    }
  }
}
