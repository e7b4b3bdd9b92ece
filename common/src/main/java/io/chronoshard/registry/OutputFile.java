package io.chronoshard.registry;

import io.chronoshard.error.ConfigurationException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** A single file that a run leaves: written under another name, it takes its place as a whole. */
public final class OutputFile {

  private final Storage storage;
  private final Path path;

  private OutputFile(Storage storage, Path path) {
    this.storage = storage;
    this.path = path;
  }

  /**
   * The file of that path; touches nothing.
   *
   * @throws ConfigurationException where the path is a folder's
   */
  public static OutputFile of(Path path, Configuration hadoop) {
    Storage storage = Storage.of(path, hadoop);
    Path qualified = storage.qualify(path);
    if (storage.isFolder(qualified)) {
      throw new ConfigurationException(qualified + " is a folder; name a file");
    }
    return new OutputFile(storage, qualified);
  }

  /** Where it is or will be, with its scheme and from the root. */
  public Path path() {
    return path;
  }

  /** Where it is or will be, as an operator would write it: without the scheme of local files. */
  public String text() {
    return "file".equals(path.toUri().getScheme()) ? path.toUri().getPath() : path.toString();
  }

  /** Writes the file in place of the one that may be there; readers see one of them as a whole. */
  public void write(byte[] content) {
    storage.makeFolder(path.getParent());
    storage.replace(path, content);
  }
}
