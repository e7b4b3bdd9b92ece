package io.chronoshard.registry;

import io.chronoshard.error.StorageException;
import io.chronoshard.model.SeriesParameters;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** Reads the networks of single series where they lie, each when its turn comes. */
public final class SeriesReader implements SeriesParameters {

  private final Path file;
  private final Storage storage;
  private final Map<String, SeriesEntry> entries = new HashMap<>();

  /** Of a version's networks. */
  public SeriesReader(SeriesNetworks networks, Configuration hadoop) {
    this(networks, Storage.of(new Path(networks.file()), hadoop));
  }

  SeriesReader(SeriesNetworks networks, Storage storage) {
    this.file = new Path(networks.file());
    this.storage = storage;
    networks.entries().forEach(entry -> entries.put(entry.series(), entry));
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
    byte[] zip = storage.read(file, entry.offset(), entry.length());
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
    return ModelFile.parameters(zip, file + ": the network of \"" + entry.series() + "\"");
  }
}
