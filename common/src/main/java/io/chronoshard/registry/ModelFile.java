package io.chronoshard.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.chronoshard.error.StorageException;
import io.chronoshard.model.GraphNetwork;
import io.chronoshard.model.ModelNetwork;
import io.chronoshard.model.StackNetwork;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * A network as the zip file that {@link org.deeplearning4j.util.ModelSerializer} writes and opens,
 * updater state included but where there are many.
 *
 * <p>A file may come from outside. So nothing but the known entries is let through (a preprocessor
 * or normaliser would be read with Java serialisation), and its JSON may name classes of layers,
 * activations, losses and the like alone.
 */
final class ModelFile {

  private static final String CONFIGURATION = "configuration.json";
  private static final Set<String> ENTRIES =
      Set.of(CONFIGURATION, "coefficients.bin", "updaterState.bin");

  /** Bytes of an entry: what fits an array. */
  private static final int ENTRY_LIMIT = Integer.MAX_VALUE - 16;

  private static final int CONFIGURATION_LIMIT = 16 << 20;

  private static final List<String> PACKAGES =
      List.of(
          "io.chronoshard.layer.",
          "org.deeplearning4j.nn.conf.",
          "org.deeplearning4j.nn.weights.",
          "org.nd4j.linalg.activations.impl.",
          "org.nd4j.linalg.learning.config.",
          "org.nd4j.linalg.learning.regularization.",
          "org.nd4j.linalg.lossfunctions.impl.",
          "org.nd4j.linalg.schedule.");

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
    boolean isGraph = check(zip, source).has("vertices");
    try (InputStream in = new ByteArrayInputStream(zip)) {
      return isGraph ? GraphNetwork.read(in) : StackNetwork.read(in);
    } catch (IOException | RuntimeException e) {
      throw new StorageException(
          source
              + " cannot be opened by Deeplearning4j: "
              + e.getMessage()
              + "; choose another version",
          e);
    }
  }

  /** Looks at all entries; returns the network's configuration, where there is one. */
  private static JsonNode check(byte[] zip, String source) {
    JsonNode configuration = MissingNode.getInstance();
    try (ZipInputStream entries = new ZipInputStream(new ByteArrayInputStream(zip))) {
      for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
        if (!ENTRIES.contains(entry.getName())) {
          throw new StorageException(
              String.format(
                  Locale.ROOT,
                  "%s holds %s, and a model file of ours holds nothing but %s; it is not opened",
                  source,
                  entry.getName(),
                  ENTRIES.stream().sorted().toList()));
        }
        if (entry.getName().equals(CONFIGURATION)) {
          byte[] json = entries.readNBytes(CONFIGURATION_LIMIT + 1);
          if (json.length > CONFIGURATION_LIMIT) {
            throw tooLong(source, entry, CONFIGURATION_LIMIT);
          }
          configuration = Json.read(json, JsonNode.class, source + "!" + CONFIGURATION);
          checkClasses(configuration, source);
        } else if (length(entries) > ENTRY_LIMIT) {
          throw tooLong(source, entry, ENTRY_LIMIT);
        }
      }
    } catch (IOException e) {
      throw new StorageException(source + " is no zip file that can be read: " + e.getMessage(), e);
    }
    return configuration;
  }

  private static long length(ZipInputStream entry) throws IOException {
    byte[] buffer = new byte[1 << 16];
    long length = 0;
    for (int read = entry.read(buffer);
        read >= 0 && length <= ENTRY_LIMIT;
        read = entry.read(buffer)) {
      length += read;
    }
    return length;
  }

  private static void checkClasses(JsonNode node, String source) {
    for (JsonNode named : node.findValues("@class")) {
      String name = named.asText();
      if (PACKAGES.stream().noneMatch(name::startsWith)) {
        throw new StorageException(
            String.format(
                Locale.ROOT,
                "%s names the class %s, which is no part of a network; it is not opened",
                source,
                name));
      }
    }
  }

  private static StorageException tooLong(String source, ZipEntry entry, int limit) {
    return new StorageException(
        String.format(
            Locale.ROOT,
            "%s holds %s of more than %d bytes; it is not opened",
            source,
            entry.getName(),
            limit));
  }
}
