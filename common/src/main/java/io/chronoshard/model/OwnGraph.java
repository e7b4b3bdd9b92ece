package io.chronoshard.model;

import io.chronoshard.config.LayerSettings;
import io.chronoshard.config.PenaltySettings;
import io.chronoshard.layer.FlattenSequence;
import io.chronoshard.layer.Merge;
import io.chronoshard.model.LayerShape.Sequence;
import io.chronoshard.model.OwnLayer.Reads;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.graph.PreprocessorVertex;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.jspecify.annotations.Nullable;

/**
 * An architecture in layers of our own, each behind those that it reads.
 *
 * <p>The order of the architecture is that of the flat parameters and of the streams that dropout
 * draws from; it is told to Deeplearning4j, which would find another one and keep it in no file
 * before a network was made.
 */
final class OwnGraph {

  private final GraphBuilder graph;
  private final Architecture architecture;
  private final OwnLayer own;
  private final List<String> inputs;
  private final List<String> order = new ArrayList<>();

  /**
   * Adds an architecture to a graph.
   *
   * @param penalty of layers that have none of their own
   */
  OwnGraph(GraphBuilder graph, Architecture architecture, PenaltySettings penalty) {
    this.graph = graph;
    this.architecture = architecture;
    this.own = new OwnLayer(penalty);
    this.inputs = architecture.inputs().stream().map(ModelInput::name).toList();
  }

  /**
   * The whole configuration.
   *
   * @param objectives of the heads
   */
  ComputationGraphConfiguration configuration(Objectives objectives) {
    graph.addInputs(inputs);
    order.addAll(inputs);
    architecture.layers().forEach(this::add);
    List<String> ends = new ArrayList<>();
    for (int head = 0; head < objectives.heads().size(); head++) {
      ends.add(add(architecture.heads().get(head), objectives.heads().get(head)));
    }
    ComputationGraphConfiguration configuration =
        graph.setOutputs(ends.toArray(new String[0])).build();
    configuration.setTopologicalOrder(IntStream.range(0, order.size()).toArray());
    configuration.setTopologicalOrderStr(order);
    return configuration;
  }

  private void add(Architecture.Placed placed) {
    String[] from = placed.from().toArray(new String[0]);
    if (placed.settings() instanceof LayerSettings.Merge merge) {
      add(placed.name(), new Merge(KernelWords.merge(merge.merged())), from);
    } else if (placed.settings() instanceof LayerSettings.Flatten) {
      add(placed.name(), new PreprocessorVertex(flatten(placed.reads())), from);
    } else {
      add(placed.name(), own.of(placed, reads(placed.from().get(0))), null, from);
    }
  }

  private static FlattenSequence flatten(LayerShape shape) {
    Sequence sequence = (Sequence) shape;
    return new FlattenSequence(sequence.length(), sequence.width());
  }

  /** Adds an output layer and its loss; returns the name of the latter. */
  private String add(Architecture.Head head, HeadObjective objective) {
    add(head.name(), own.head(head, reads(head.from())).build(), null, head.from());
    String end = head.name() + "/loss";
    // What is forecast lies as [step][output], whatever the head read.
    FlattenSequence rows = head.gives() instanceof Sequence ? flatten(head.gives()) : null;
    add(end, OwnLayer.loss(head, objective), rows, head.name());
    return end;
  }

  private Reads reads(String from) {
    return inputs.contains(from) ? Reads.DATA : Reads.LAYERS;
  }

  private void add(String name, GraphVertex vertex, String[] from) {
    graph.addVertex(name, vertex, from);
    order.add(name);
  }

  private void add(String name, Layer layer, @Nullable FlattenSequence before, String... from) {
    graph.addLayer(name, layer, before, from);
    order.add(name);
  }
}
