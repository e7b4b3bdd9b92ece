package io.chronoshard.model;

import io.chronoshard.config.LayerSettings;
import io.chronoshard.config.ModelSettings;
import io.chronoshard.config.Nearest;
import io.chronoshard.error.ConfigurationException;
import io.chronoshard.model.Architecture.Head;
import io.chronoshard.model.Architecture.Placed;
import io.chronoshard.model.LayerShape.Code;
import io.chronoshard.model.LayerShape.Sequence;
import io.chronoshard.model.LayerShape.Vector;
import io.chronoshard.model.ModelInput.Steps;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Places nodes behind what they read; the first that does not fit is refused with what to change.
 */
final class GraphFitting {

  /** An updater keeps up to two values per parameter in one array. */
  private static final long MOST = (Integer.MAX_VALUE - 8) / 2;

  /**
   * Something that nodes read.
   *
   * @param called what messages call it
   * @param shape what it gives
   * @param way the layers that lead there, as far as each reads one other alone
   * @param steps which of them count
   */
  private record Source(String called, LayerShape shape, List<Placed> way, Steps steps) {}

  private final List<ModelInput> inputs;
  private final List<ModelOutput> outputs;
  private final Map<String, Source> sources = new LinkedHashMap<>();
  private final List<Placed> layers = new ArrayList<>();
  private final Set<String> read = new HashSet<>();
  private long parameters;

  GraphFitting(List<ModelInput> inputs, List<ModelOutput> outputs) {
    this.inputs = inputs;
    this.outputs = outputs;
  }

  Architecture of(ModelSettings settings) {
    inputs.forEach(this::begin);
    List<Node> nodes = Node.all(settings, inputs);
    new NodeOrder(nodes, inputs.stream().map(ModelInput::name).toList())
        .behindSources()
        .forEach(this::place);
    String last = nodes.isEmpty() ? inputs.get(0).name() : nodes.get(nodes.size() - 1).name();
    String block = settings.graph().isEmpty() ? "model.layers" : "model.graph";
    List<Head> heads = outputs.stream().map(output -> head(output, last, block)).toList();
    requireReaders();
    Architecture architecture = new Architecture(inputs, layers, heads);
    LayerNames.requireApart(architecture);
    return architecture;
  }

  private void begin(ModelInput input) {
    if (input.shape().values() > MOST) {
      throw new ConfigurationException(
          (input.called().equals("the window") ? "window.length" : input.called())
              + ": a window is "
              + input.shape()
              + ", which are "
              + input.shape().values()
              + " values; at most "
              + MOST
              + " fit: choose a shorter window or fewer inputs");
    }
    sources.put(input.name(), new Source(input.called(), input.shape(), List.of(), input.steps()));
  }

  private Source source(String name) {
    Source source = sources.get(name);
    if (source == null) {
      throw new IllegalStateException("nothing is called " + name);
    }
    read.add(name);
    return source;
  }

  private void place(Node node) {
    List<Source> before = node.from().stream().map(this::source).toList();
    List<LayerShape> shapes = before.stream().map(Source::shape).toList();
    LayerSettings layer = node.layer();
    LayerShape gives = gives(node, before, shapes);
    if (gives.values() > MOST) {
      throw LayerFit.problem(
          layer,
          "gives "
              + gives
              + " for each window, which are "
              + gives.values()
              + " values; at most "
              + MOST
              + " fit: choose fewer units or a smaller window.length");
    }
    long count = ParameterCount.of(layer, shapes.get(0).width());
    count(count, LayerFit.name(layer), shapes.get(0));
    Placed placed = new Placed(node.name(), node.from(), layer, shapes, gives, count);
    layers.add(placed);
    List<Placed> way = new ArrayList<>(before.size() == 1 ? before.get(0).way() : List.of());
    way.add(placed);
    Steps steps = masks(before).behind(layer);
    sources.put(node.name(), new Source(LayerFit.name(layer), gives, way, steps));
  }

  private static MaskFit masks(List<Source> before) {
    return new MaskFit(
        before.stream().map(Source::called).toList(), before.stream().map(Source::steps).toList());
  }

  private LayerShape gives(Node node, List<Source> before, List<LayerShape> shapes) {
    if (node.layer() instanceof LayerSettings.Merge merge) {
      return new MergeFit(merge, shapes, before.stream().map(Source::called).toList()).gives();
    }
    if (before.size() > 1) {
      throw Node.several(node.layer(), node.from());
    }
    Source source = before.get(0);
    return new LayerFit(source.shape(), source.called(), source.way(), horizon())
        .gives(node.layer());
  }

  /** The steps that all outputs forecast; 0 where they differ. */
  private int horizon() {
    long different = outputs.stream().map(output -> output.shape().horizon()).distinct().count();
    return different == 1 ? outputs.get(0).shape().horizon() : 0;
  }

  private Head head(ModelOutput output, String last, String block) {
    String from = output.from().isEmpty() ? last : output.from();
    if (!sources.containsKey(from)) {
      throw new ConfigurationException(
          output.called()
              + " reads \""
              + from
              + "\", which is no node and no input; there are "
              + Nearest.first(from, sources.keySet()));
    }
    Source source = source(from);
    LayerShape gives = gives(output, source, block);
    masks(List.of(source)).requireNone(output.called());
    long count = (source.shape().width() + 1L) * gives.width();
    count(count, output.called() + " of " + gives.width() + " units", source.shape());
    return new Head(output.name(), from, source.shape(), gives, count);
  }

  private static LayerShape gives(ModelOutput output, Source source, String block) {
    OutputShape shape = output.shape();
    if (source.shape() instanceof Code) {
      throw LayerFit.codes(output.called(), source.called(), source.shape());
    }
    if (source.shape() instanceof Vector) {
      return new Vector(shape.values());
    }
    if (source.shape() instanceof Sequence sequence && sequence.length() == shape.horizon()) {
      return new Sequence(shape.horizon(), shape.outputs());
    }
    throw new ConfigurationException(
        (output.called().equals("the output layer")
                ? block + ": the output layer (window.horizon"
                : output.called() + " (horizon")
            + " × targets: "
            + shape.horizon()
            + " × "
            + shape.outputs()
            + ") reads a vector, or a sequence of "
            + shape.horizon()
            + (shape.horizon() == 1 ? " step" : " steps")
            + ", but "
            + source.called()
            + " gives "
            + source.shape()
            + "; "
            + Advice.toVector(source.way(), "the output layer"));
  }

  private void requireReaders() {
    sources.forEach(
        (name, source) -> {
          if (!read.contains(name)) {
            throw new ConfigurationException(
                source.called()
                    + " gives "
                    + source.shape()
                    + ", which nothing reads; name it in the from of a node or an output, or leave it out");
          }
        });
  }

  private void count(long added, String what, LayerShape behind) {
    parameters += Math.min(added, Long.MAX_VALUE - parameters);
    if (parameters > MOST) {
      throw new ConfigurationException(
          what
              + " behind "
              + behind
              + " brings the model to "
              + parameters
              + " parameters; at most "
              + MOST
              + " fit: choose fewer units");
    }
  }
}
