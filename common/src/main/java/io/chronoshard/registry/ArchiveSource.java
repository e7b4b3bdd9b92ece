package io.chronoshard.registry;

import io.chronoshard.error.StorageException;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * A version that was read from one file as a whole.
 *
 * @param path the file
 * @param files by name, the manifest among them
 */
record ArchiveSource(String path, Map<String, byte[]> files) implements VersionSource {

  /** Sorts the files. */
  ArchiveSource {
    files = new TreeMap<>(files);
  }

  private byte[] of(String file) {
    byte[] bytes = files.get(file);
    if (bytes == null) {
      throw new StorageException(path + " holds no " + file + "; it is damaged, export it again");
    }
    return bytes;
  }

  @Override
  public String path(String file) {
    return path + "!" + file;
  }

  @Override
  public List<String> names() {
    return List.copyOf(files.keySet());
  }

  @Override
  public long length(String file) {
    return of(file).length;
  }

  @Override
  public byte[] read(String file, int limit) {
    byte[] bytes = of(file);
    if (bytes.length > limit) {
      throw new StorageException(
          String.format(
              Locale.ROOT,
              "%s has %d bytes, and may have %d; it is damaged, export it again",
              path(file),
              bytes.length,
              limit));
    }
    return bytes;
  }

  @Override
  public byte[] part(String file, long offset, int length) {
    int from = Math.toIntExact(offset);
    return Arrays.copyOfRange(of(file), from, Math.addExact(from, length));
  }

  @Override
  public String sha256(String file) {
    return Sha256.of(of(file));
  }

  @Override
  public void copy(String file, OutputStream out) {
    try {
      out.write(of(file));
    } catch (IOException e) {
      throw new StorageException("cannot copy " + path(file) + ": " + e.getMessage(), e);
    }
  }
}
