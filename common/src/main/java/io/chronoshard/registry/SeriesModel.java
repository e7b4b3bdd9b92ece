package io.chronoshard.registry;

import io.chronoshard.model.ModelNetwork;

/**
 * A network that is one series' own, on its way into a version.
 *
 * @param entry what the version's list says of it, but where it lies
 * @param zip the file that {@link org.deeplearning4j.util.ModelSerializer} opens
 */
public record SeriesModel(SeriesEntry entry, byte[] zip) {

  /**
   * The network's parameters, in Deeplearning4j's flat order.
   *
   * @throws io.chronoshard.error.StorageException where the file holds none
   */
  public float[] parameters() {
    return ModelFile.parameters(zip, entry.series());
  }

  /** The file of a network, without the updater's state: there are many, and none is trained on. */
  public static byte[] zip(ModelNetwork network) {
    return ModelFile.writeParameters(network);
  }
}
