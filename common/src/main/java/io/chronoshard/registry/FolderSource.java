package io.chronoshard.registry;

import java.io.OutputStream;
import java.util.List;
import org.apache.hadoop.fs.Path;

/** A version in a folder of its own. */
record FolderSource(Storage storage, Path folder) implements VersionSource {

  private Path of(String file) {
    return new Path(folder, file);
  }

  @Override
  public String path() {
    return folder.toString();
  }

  @Override
  public String path(String file) {
    return storage.qualify(of(file)).toString();
  }

  @Override
  public List<String> names() {
    storage.requirePlain(folder);
    return storage.names(folder);
  }

  @Override
  public long length(String file) {
    storage.requirePlain(of(file));
    return storage.length(of(file));
  }

  @Override
  public byte[] read(String file, int limit) {
    storage.requirePlain(of(file));
    return storage.read(of(file), limit);
  }

  @Override
  public byte[] part(String file, long offset, int length) {
    return storage.read(of(file), offset, length);
  }

  @Override
  public String sha256(String file) {
    return storage.sha256(of(file));
  }

  @Override
  public void copy(String file, OutputStream out) {
    storage.copy(of(file), out);
  }
}
