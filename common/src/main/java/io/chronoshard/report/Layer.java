package io.chronoshard.report;

import io.chronoshard.kernel.RecurrentSettings.Direction;
import io.chronoshard.layer.Output;
import io.chronoshard.layer.RecurrentLayer;
import io.chronoshard.model.GraphNetwork;
import io.chronoshard.model.ModelNetwork;
import io.chronoshard.registry.Member;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.conf.layers.BaseOutputLayer;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;

/**
 * One layer of a network.
 *
 * @param name its kind and size, such as {@code LSTM(16), last state}
 * @param parameters its trained numbers
 */
public record Layer(String name, long parameters) {

  private static final Map<String, String> ABBREVIATIONS = Map.of("Lstm", "LSTM", "Gru", "GRU");

  /** The layers of all networks of a version, one network after the other. */
  public static List<Layer> of(List<Member> members) {
    if (members.size() == 1) {
      return of(members.get(0).network());
    }
    List<Layer> layers = new ArrayList<>();
    for (int i = 0; i < members.size(); i++) {
      String network = "network " + (i + 1) + ": ";
      of(members.get(i).network())
          .forEach(one -> layers.add(new Layer(network + one.name(), one.parameters())));
    }
    return layers;
  }

  /** The layers of a network, from input to output. */
  public static List<Layer> of(ModelNetwork network) {
    return IntStream.range(0, network.layers().size())
        .mapToObj(
            i ->
                new Layer(
                    node(network, i) + name(network.configurations().get(i)),
                    network.layers().get(i).numParams()))
        .toList();
  }

  /** What the configuration calls a layer of a graph. */
  private static String node(ModelNetwork network, int layer) {
    return network instanceof GraphNetwork
        ? network.configurations().get(layer).getLayerName() + ": "
        : "";
  }

  private static String name(org.deeplearning4j.nn.conf.layers.Layer layer) {
    if (layer instanceof LastTimeStep last) {
      return name(last.getUnderlying()) + ", last state";
    }
    if (layer instanceof DropoutLayer) {
      return "Dropout";
    }
    if (layer instanceof RecurrentLayer recurrent) {
      return sized(recurrent)
          + way(recurrent.direction())
          + (recurrent.givesLastOnly() ? ", last state" : "");
    }
    if (layer instanceof Output output) {
      return "Loss: " + output.lossName();
    }
    if (layer instanceof BaseOutputLayer output) {
      return "Output(" + output.getNOut() + ")";
    }
    return sized(layer);
  }

  private static String way(Direction direction) {
    return switch (direction) {
      case FORWARD -> "";
      case BACKWARD -> ", backward";
      case CONCATENATE, ADD, AVERAGE, MULTIPLY -> ", both directions";
    };
  }

  private static String sized(org.deeplearning4j.nn.conf.layers.Layer layer) {
    String type = layer.getClass().getSimpleName().replaceFirst("Layer$", "");
    String kind = ABBREVIATIONS.getOrDefault(type, type);
    return layer instanceof FeedForwardLayer sized ? kind + "(" + sized.getNOut() + ")" : kind;
  }
}
