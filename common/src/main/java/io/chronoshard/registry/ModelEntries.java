package io.chronoshard.registry;

import io.chronoshard.error.StorageException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The entries of a model file one behind the other, as they are written: the configuration, the
 * parameters, and the updater's state where it is kept. Nothing else is unpacked, and nothing
 * before it is known how much may be in it.
 */
final class ModelEntries implements AutoCloseable {

  static final String CONFIGURATION = "configuration.json";
  static final String PARAMETERS = "coefficients.bin";
  static final String UPDATER = "updaterState.bin";

  private static final List<String> ALL = List.of(CONFIGURATION, PARAMETERS, UPDATER);

  private static final int CONFIGURATION_LIMIT = 16 << 20;

  /** Floats that any file may have. */
  private static final long FREE = (1 << 20) / Float.BYTES;

  /**
   * How many times as long as the file the floats of a larger one may be: weights hardly pack, and
   * of a state that is all zeros there are a few for each weight.
   */
  private static final int INFLATION = 20;

  private final ZipInputStream zip;
  private final String source;
  private final long mostFloats;
  private @Nullable ZipEntry next;

  /**
   * At the first entry.
   *
   * @param source the file, for messages
   */
  ModelEntries(byte[] file, String source) {
    this.zip = new ZipInputStream(new ByteArrayInputStream(file));
    this.source = source;
    this.mostFloats = Math.max(FREE, (long) INFLATION * file.length / Float.BYTES);
    advance();
  }

  /** The configuration's bytes. */
  byte[] configuration() {
    requireNext(CONFIGURATION);
    try {
      byte[] json = zip.readNBytes(CONFIGURATION_LIMIT + 1);
      if (json.length > CONFIGURATION_LIMIT) {
        throw new StorageException(
            String.format(
                Locale.ROOT,
                "%s holds %s of more than %d bytes; it is not opened",
                source,
                CONFIGURATION,
                CONFIGURATION_LIMIT));
      }
      advance();
      return json;
    } catch (IOException e) {
      throw noZip(e);
    }
  }

  /**
   * The floats of the next entry.
   *
   * @param name that it must have
   * @param most floats that it may have
   */
  float[] floats(String name, long most) {
    requireNext(name);
    try {
      float[] floats = NdFloats.read(zip, Math.min(most, mostFloats));
      advance();
      return floats;
    } catch (IOException e) {
      throw new StorageException(
          source + "!" + name + " cannot be read: " + e.getMessage() + "; it is not opened", e);
    }
  }

  /** Whether another entry follows. */
  boolean hasNext() {
    return next != null;
  }

  /** Refuses an entry behind the last one. */
  void requireEnd() {
    if (next != null) {
      throw unexpected(next);
    }
  }

  private void requireNext(String name) {
    if (next == null) {
      throw new StorageException(
          source
              + " holds no "
              + name
              + " where it should be, or is no zip file; it is not opened");
    }
    if (!next.getName().equals(name)) {
      throw unexpected(next);
    }
  }

  private StorageException unexpected(ZipEntry entry) {
    return new StorageException(
        String.format(
            Locale.ROOT,
            "%s holds %s, and a model file of ours holds nothing but %s, once and in this order; it is not opened",
            source,
            entry.getName(),
            ALL));
  }

  /** To be called at the end of an entry: what is left of one would be unpacked. */
  private void advance() {
    try {
      next = zip.getNextEntry();
    } catch (IOException | IllegalArgumentException e) {
      throw noZip(e);
    }
  }

  private StorageException noZip(Exception e) {
    return new StorageException(
        source + " is no zip file that can be read: " + e.getMessage() + "; it is not opened", e);
  }

  @Override
  public void close() {
    try {
      zip.close();
    } catch (IOException e) {
      throw new IllegalStateException("closing what is in memory failed", e);
    }
  }
}
