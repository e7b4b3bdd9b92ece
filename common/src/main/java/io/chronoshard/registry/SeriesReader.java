package io.chronoshard.registry;

import io.chronoshard.error.StorageException;
import io.chronoshard.model.SeriesParameters;
import io.chronoshard.train.ModelState;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** Reads the networks of single series where they lie, each when its turn comes. */
public final class SeriesReader implements SeriesParameters {

  private final String file;
  private final Parts parts;
  private final Map<String, SeriesEntry> entries = new HashMap<>();

  /** Of a version's networks. */
  public SeriesReader(SeriesNetworks networks, Configuration hadoop) {
    this(networks, parts(new Path(networks.file()), hadoop));
  }

  SeriesReader(SeriesNetworks networks, Parts parts) {
    this.file = networks.file();
    this.parts = parts;
    networks.entries().forEach(entry -> entries.put(entry.series(), entry));
  }

  /** Reads so many bytes of the file from a place on. */
  @FunctionalInterface
  interface Parts {

    byte[] read(long offset, int length);
  }

  private static Parts parts(Path file, Configuration hadoop) {
    Storage storage = Storage.of(file, hadoop);
    return (offset, length) -> storage.read(file, offset, length);
  }

  /**
   * {@inheritDoc}
   *
   * @throws StorageException where what lies there is not what was written
   */
  @Override
  public Optional<float[]> of(String series) {
    return Optional.ofNullable(entries.get(series)).map(this::read);
  }

  private float[] read(SeriesEntry entry) {
    byte[] zip = parts.read(entry.offset(), entry.length());
    String sha256 = Sha256.of(zip);
    if (!sha256.equals(entry.sha256())) {
      throw new StorageException(
          String.format(
              Locale.ROOT,
              "%s: the network of \"%s\" is damaged: it has the SHA-256 %s, not %s; choose another version or bring the file"
                  + " back",
              file,
              entry.series(),
              sha256,
              entry.sha256()));
    }
    float[] parameters =
        ModelFile.parameters(zip, file + ": the network of \"" + entry.series() + "\"");
    String hash = ModelState.hash(parameters);
    if (!hash.equals(entry.hash())) {
      throw new StorageException(
          String.format(
              Locale.ROOT,
              "%s: the network of \"%s\" has the hash %s, and %s says %s; the version is damaged,"
                  + " choose another one",
              file,
              entry.series(),
              hash,
              SeriesFile.LIST,
              entry.hash()));
    }
    return parameters;
  }
}
