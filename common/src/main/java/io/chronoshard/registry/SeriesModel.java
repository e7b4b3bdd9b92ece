package io.chronoshard.registry;

import io.chronoshard.error.StorageException;
import io.chronoshard.model.ModelNetwork;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A network that is one series' own, on its way into a version.
 *
 * @param entry what the version's list says of it, but where it lies
 * @param zip the file that {@link org.deeplearning4j.util.ModelSerializer} opens
 */
public record SeriesModel(SeriesEntry entry, byte[] zip) {

  private static final String PARAMETERS = "coefficients.bin";

  /**
   * The network's parameters, in Deeplearning4j's flat order.
   *
   * @throws io.chronoshard.error.StorageException where the file holds none
   */
  public float[] parameters() {
    return parameters(zip, entry.series());
  }

  /**
   * The parameters that a network's file holds.
   *
   * @param source what it is, for messages
   */
  static float[] parameters(byte[] zip, String source) {
    try (ZipInputStream entries = new ZipInputStream(new ByteArrayInputStream(zip))) {
      for (ZipEntry next = entries.getNextEntry(); next != null; next = entries.getNextEntry()) {
        if (next.getName().equals(PARAMETERS)) {
          try (INDArray parameters = Nd4j.read(new DataInputStream(entries))) {
            return parameters.ravel().toFloatVector();
          }
        }
      }
    } catch (IOException e) {
      throw new StorageException(source + " is no zip file that can be read: " + e.getMessage(), e);
    }
    throw new StorageException(source + " holds no " + PARAMETERS + "; choose another version");
  }

  /** The file of a network, without the updater's state: there are many, and none is trained on. */
  public static byte[] zip(ModelNetwork network) {
    return ModelFile.writeParameters(network);
  }
}
