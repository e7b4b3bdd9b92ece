package io.chronoshard.model;

import io.chronoshard.layer.NativeFloats;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/**
 * A trained network as it travels: what forecasting needs, and no updater.
 *
 * @param json the network's configuration in Deeplearning4j's JSON
 * @param parameters in Deeplearning4j's flat order
 */
public record FrozenNetwork(String json, float[] parameters) {

  /** A copy of a network. */
  public static FrozenNetwork of(MultiLayerNetwork network) {
    return new FrozenNetwork(
        network.getLayerWiseConfigurations().toJson(), NativeFloats.read(network.params()));
  }

  /** A network of its own for one thread. */
  public MultiLayerNetwork network() {
    OneThread.hold();
    MultiLayerNetwork network = new MultiLayerNetwork(MultiLayerConfiguration.fromJson(json));
    network.init();
    NativeFloats.write(parameters, parameters.length, network.params());
    return network;
  }
}
