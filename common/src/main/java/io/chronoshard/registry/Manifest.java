package io.chronoshard.registry;

import io.chronoshard.error.StorageException;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Length and hash of each file of a version. */
record Manifest(Map<String, Entry> files) {

  /** Copies what it is given. */
  Manifest {
    files = Map.copyOf(files);
  }

  /**
   * One file.
   *
   * @param length bytes
   * @param sha256 64 hexadecimal digits
   */
  record Entry(long length, String sha256) {

    static Entry of(byte[] content) {
      return new Entry(content.length, Sha256.of(content));
    }
  }

  static Manifest of(Map<String, byte[]> contents) {
    TreeMap<String, Entry> files = new TreeMap<>();
    contents.forEach((file, content) -> files.put(file, Entry.of(content)));
    return new Manifest(files);
  }

  /** The same with one more file. */
  Manifest with(String file, Entry entry) {
    TreeMap<String, Entry> all = new TreeMap<>(files);
    all.put(file, entry);
    return new Manifest(all);
  }

  /** What the manifest says of a file. */
  Entry entry(String file, String folder) {
    Entry entry = files.get(file);
    if (entry == null) {
      throw new StorageException(
          String.format(
              Locale.ROOT,
              "%s/manifest.json does not name %s; the version is damaged, choose another one",
              folder,
              file));
    }
    return entry;
  }
}
