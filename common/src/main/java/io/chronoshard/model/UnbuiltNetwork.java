package io.chronoshard.model;

import io.chronoshard.layer.KernelGraph;
import io.chronoshard.layer.KernelNetwork;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.shade.jackson.core.JsonProcessingException;
import org.nd4j.shade.jackson.databind.ObjectMapper;

/**
 * A network's configuration, of which nothing is built yet: it takes no more memory than its text,
 * whatever sizes it tells.
 */
public sealed interface UnbuiltNetwork {

  /**
   * Reads a configuration in Deeplearning4j's JSON of today; its older kinds are not tried.
   *
   * @throws IllegalArgumentException where it is none
   */
  static UnbuiltNetwork of(String json) {
    ObjectMapper mapper = NeuralNetConfiguration.mapper();
    try {
      return mapper.readTree(json).has("vertices")
          ? new Graph(mapper.readValue(json, ComputationGraphConfiguration.class))
          : new Stack(mapper.readValue(json, MultiLayerConfiguration.class));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "no configuration of a network: " + e.getOriginalMessage(), e);
    }
  }

  /** The configuration again, as it was understood. */
  String json();

  /**
   * How many parameters the network has.
   *
   * @throws RuntimeException where its layers' sizes are none
   */
  long parameters();

  /** The network with its initial weights. */
  ModelNetwork network();

  /** Layers one behind the other. */
  record Stack(MultiLayerConfiguration configuration) implements UnbuiltNetwork {

    @Override
    public String json() {
      return configuration.toJson();
    }

    @Override
    public long parameters() {
      long all = 0;
      for (NeuralNetConfiguration part : configuration.getConfs()) {
        Layer layer = part.getLayer();
        all = Math.addExact(all, layer.initializer().numParams(layer));
      }
      return all;
    }

    @Override
    public ModelNetwork network() {
      MultiLayerNetwork network = new KernelNetwork(configuration);
      network.init();
      return new StackNetwork(network);
    }
  }

  /** Layers and merges that each read what stands before them. */
  record Graph(ComputationGraphConfiguration configuration) implements UnbuiltNetwork {

    @Override
    public String json() {
      return configuration.toJson();
    }

    @Override
    public long parameters() {
      long all = 0;
      for (GraphVertex vertex : configuration.getVertices().values()) {
        all = Math.addExact(all, vertex.numParams(true));
      }
      return all;
    }

    @Override
    public ModelNetwork network() {
      ComputationGraph network = new KernelGraph(configuration);
      network.init();
      return new GraphNetwork(network);
    }
  }
}
