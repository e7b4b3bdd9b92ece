package io.chronoshard.config;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The block {@code model}; see reference.conf for each key.
 *
 * @param layers from input to output, without the output layer, which follows from the targets;
 *     nothing where there is a graph
 * @param graph named nodes in place of layers one behind the other
 * @param ends what it reads and what it forecasts
 * @param members further models of an ensemble with the same ends, which have none themselves
 * @param seriesWindows windows of the training part that a series needs for a network of its own;
 *     nothing where all series share one
 */
public record ModelSettings(
    List<LayerSettings> layers,
    List<NodeSettings> graph,
    ModelEnds ends,
    List<ModelSettings> members,
    Optional<Integer> seriesWindows) {

  /** Copies the lists. */
  public ModelSettings {
    layers = List.copyOf(layers);
    graph = List.copyOf(graph);
    members = List.copyOf(members);
  }

  /** A model by itself. */
  public ModelSettings(List<LayerSettings> layers, List<NodeSettings> graph, ModelEnds ends) {
    this(layers, graph, ends, List.of(), Optional.empty());
  }

  /** The same of inputs whose columns, or series, are named. */
  public ModelSettings withEnds(ModelEnds named) {
    return new ModelSettings(
        layers,
        graph,
        named,
        members.stream().map(member -> member.withEnds(named)).toList(),
        seriesWindows);
  }

  /** All models of the ensemble, each by itself; only this one where there is no other. */
  public List<ModelSettings> all() {
    return Stream.concat(Stream.of(new ModelSettings(layers, graph, ends)), members.stream())
        .toList();
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
    List<ModelSettings> members =
        section.sections("members").stream().map(member -> member(member, ends)).toList();
    Optional<Integer> seriesWindows = seriesWindows(section, members);
    section.close();
    return new ModelSettings(
        graph.isEmpty() ? layers : List.of(), graph, ends, members, seriesWindows);
  }

  private static Optional<Integer> seriesWindows(Section section, List<ModelSettings> members) {
    boolean perSeries = section.flag("per-series");
    int windows = section.integer("per-series-windows", 1, Integer.MAX_VALUE);
    if (!perSeries) {
      section.requireReference(
          "per-series-windows", "says nothing where model.per-series is false; leave it out");
      return Optional.empty();
    }
    if (!members.isEmpty()) {
      section.problem(
          "per-series",
          true,
          "makes one network for each series, and model.members several for all; leave one of them out");
    }
    return Optional.of(windows);
  }

  private static ModelSettings member(Section section, ModelEnds ends) {
    if (section.has("layers") == section.has("graph")) {
      section.problem(
          "layers",
          section.has("graph") ? "a list" : "nothing",
          "must be what this member is made of, or graph in its place, and not both");
    }
    List<LayerSettings> layers =
        section.optional("layers", key -> LayerReader.list(section, key)).orElse(List.of());
    Optional<List<NodeSettings>> graph =
        section.optional("graph", key -> NodeSettings.readAll(section, key));
    graph.ifPresentOrElse(
        nodes -> ModelNames.requireOwn(section, ends, nodes), () -> requireOneWay(section, ends));
    section.close();
    return new ModelSettings(layers, graph.orElse(List.of()), ends);
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
