package io.chronoshard.registry;

import io.chronoshard.error.StorageException;
import io.chronoshard.layer.NativeFloats;
import io.chronoshard.model.ModelNetwork;
import io.chronoshard.model.UnbuiltNetwork;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A network as the zip file that {@link org.deeplearning4j.util.ModelSerializer} writes and opens,
 * updater state included but where there are many.
 *
 * <p>A file may come from outside, and Deeplearning4j's reader unpacks whatever is in it, believes
 * what it says of lengths, and reads preprocessors with Java serialisation. So files are read here:
 * entries that are known, {@linkplain KnownClasses known classes} alone, and no memory for anything
 * before its size is known and in bounds.
 */
final class ModelFile {

  /** Parameters of a network: a gigabyte of them. */
  private static final long PARAMETERS_LIMIT = 1 << 28;

  private ModelFile() {}

  static byte[] write(ModelNetwork network) {
    return written(network::write);
  }

  /** Without the updater's state. */
  static byte[] writeParameters(ModelNetwork network) {
    return written(network::writeParameters);
  }

  private static byte[] written(Written file) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      file.to(out);
    } catch (IOException e) {
      throw new IllegalStateException("writing to memory failed", e);
    }
    return out.toByteArray();
  }

  /** What is written to memory. */
  @FunctionalInterface
  private interface Written {

    void to(OutputStream out) throws IOException;
  }

  /**
   * Opens a model file.
   *
   * @param source its path, for messages
   * @throws StorageException where it holds anything but a network of known parts
   */
  static ModelNetwork read(byte[] zip, String source) {
    try (ModelEntries entries = new ModelEntries(zip, source)) {
      String json =
          NetworkText.checked(entries.configuration(), source + "!" + ModelEntries.CONFIGURATION);
      UnbuiltNetwork unbuilt = unbuilt(json, source);
      float[] parameters =
          floats(entries, ModelEntries.PARAMETERS, parameters(unbuilt, source), source);
      ModelNetwork network = built(unbuilt, source);
      NativeFloats.write(parameters, parameters.length, network.parameters());
      INDArray state = network.updaterState();
      if (state != null && entries.hasNext()) {
        float[] values = floats(entries, ModelEntries.UPDATER, state.length(), source);
        NativeFloats.write(values, values.length, state);
      }
      entries.requireEnd();
      return network;
    }
  }

  /**
   * The parameters in a file, which are not looked at with its configuration.
   *
   * @param source its path, for messages
   */
  static float[] parameters(byte[] zip, String source) {
    try (ModelEntries entries = new ModelEntries(zip, source)) {
      entries.configuration();
      return entries.floats(ModelEntries.PARAMETERS, PARAMETERS_LIMIT);
    }
  }

  /** What was understood is looked through again: it is what will be built. */
  private static UnbuiltNetwork unbuilt(String json, String source) {
    try {
      UnbuiltNetwork unbuilt = UnbuiltNetwork.of(json);
      NetworkText.checked(
          unbuilt.json().getBytes(StandardCharsets.UTF_8),
          source + "!" + ModelEntries.CONFIGURATION);
      return unbuilt;
    } catch (StorageException e) {
      throw e;
    } catch (RuntimeException e) {
      throw cannotBeBuilt(source, e);
    }
  }

  private static long parameters(UnbuiltNetwork unbuilt, String source) {
    long parameters;
    try {
      parameters = unbuilt.parameters();
    } catch (RuntimeException e) {
      throw cannotBeBuilt(source, e);
    }
    if (parameters < 1 || parameters > PARAMETERS_LIMIT) {
      throw new StorageException(
          String.format(
              Locale.ROOT,
              "%s is of a network of %d parameters, and one has from 1 to %d; it is not opened",
              source,
              parameters,
              PARAMETERS_LIMIT));
    }
    return parameters;
  }

  private static ModelNetwork built(UnbuiltNetwork unbuilt, String source) {
    try {
      return unbuilt.network();
    } catch (RuntimeException e) {
      throw cannotBeBuilt(source, e);
    }
  }

  private static float[] floats(ModelEntries entries, String entry, long expected, String source) {
    float[] floats = entries.floats(entry, expected);
    if (floats.length != expected) {
      throw new StorageException(
          String.format(
              Locale.ROOT,
              "%s!%s holds %d numbers, and its network has %d; it is not opened",
              source,
              entry,
              floats.length,
              expected));
    }
    return floats;
  }

  private static StorageException cannotBeBuilt(String source, RuntimeException e) {
    return new StorageException(
        source + " cannot be built: " + e.getMessage() + "; choose another version", e);
  }
}
