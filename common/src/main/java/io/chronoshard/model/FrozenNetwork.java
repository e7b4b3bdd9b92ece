package io.chronoshard.model;

import io.chronoshard.layer.NativeFloats;

/**
 * A trained network as it travels: what forecasting needs, and no updater.
 *
 * @param json the network's configuration in Deeplearning4j's JSON
 * @param parameters in Deeplearning4j's flat order
 */
public record FrozenNetwork(String json, float[] parameters) {

  /** A copy of a network. */
  public static FrozenNetwork of(ModelNetwork network) {
    return new FrozenNetwork(network.json(), NativeFloats.read(network.parameters()));
  }

  /** A network of its own for one thread. */
  public ModelNetwork network() {
    OneThread.hold();
    ModelNetwork network = ModelNetwork.fromJson(json);
    NativeFloats.write(parameters, parameters.length, network.parameters());
    return network;
  }
}
