package io.chronoshard.registry;

import io.chronoshard.error.StorageException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.apache.hadoop.fs.Path;

/**
 * The files of a version as its manifest tells them. Each is compared with it before anything is
 * made of what it holds, and none is read before all are known to be there, plain, and as long as
 * they should be.
 *
 * @param path the version's folder
 */
record ManifestFiles(Storage storage, Path path, Manifest manifest) {

  private static final int MANIFEST_LIMIT = 1 << 20;

  /** Shares of this process' memory that a file may take: what is made of it takes more. */
  private static final int SHARE_OF_MODELS = 4;

  private static final int SHARE_OF_TEXTS = 8;

  /**
   * Looks at the folder.
   *
   * @param model the name of the model that it must be a version of
   * @throws StorageException where something of it is a link, is not as long as it should be, or
   *     should not be there
   */
  static ManifestFiles of(Storage storage, Path path, String model) {
    ManifestFiles files = new ManifestFiles(storage, path, manifest(storage, path));
    files.requireModel(model);
    files.requireNoOthers();
    files.manifest.files().keySet().forEach(files::requireLength);
    return files;
  }

  /** The manifest alone. */
  static Manifest manifest(Storage storage, Path path) {
    storage.requirePlain(path);
    return Manifest.read(plain(storage, path, Manifest.FILE, MANIFEST_LIMIT), path.toString());
  }

  /** All bytes of a file that is no link, unverified. */
  static byte[] plain(Storage storage, Path path, String file, int limit) {
    Path of = new Path(path, file);
    storage.requirePlain(of);
    return storage.read(of, limit);
  }

  private void requireModel(String model) {
    if (!manifest.model().equals(model)) {
      throw new StorageException(
          String.format(
              Locale.ROOT,
              "%s is a version of the model %s, and not of \"%s\"; it is not opened",
              path,
              Json.text(manifest.model()),
              model));
    }
  }

  /** Names that begin with a dot are left to file systems and to those who look after them. */
  private void requireNoOthers() {
    Set<String> ours = new HashSet<>();
    ours.add(Manifest.FILE);
    ours.addAll(manifest.files().keySet());
    for (String name : storage.names(path)) {
      if (!ours.contains(name) && !name.startsWith(".")) {
        throw new StorageException(
            String.format(
                Locale.ROOT,
                "%s holds %s, which its manifest does not name; remove it, or choose another"
                    + " version",
                path,
                name));
      }
    }
  }

  /** Whether the version has such a file. */
  boolean has(String file) {
    return manifest.files().containsKey(file);
  }

  /** What the manifest says of a file. */
  Manifest.Entry entry(String file) {
    return manifest.entry(file, path.toString());
  }

  /** All bytes of a file, found as the manifest says. */
  byte[] verified(String file) {
    Manifest.Entry expected = entry(file);
    requireMemory(file, expected.length());
    byte[] content = storage.read(new Path(path, file), Math.toIntExact(expected.length()));
    requireHash(file, Manifest.Entry.of(content).sha256(), expected);
    return content;
  }

  /** Compares a file that is not read as a whole, however long it is. */
  void verify(String file) {
    requireHash(file, storage.sha256(new Path(path, file)), entry(file));
  }

  private void requireLength(String file) {
    Path of = new Path(path, file);
    storage.requirePlain(of);
    long length = storage.length(of);
    long expected = entry(file).length();
    if (length != expected) {
      throw damaged(file, length + " bytes", expected + " bytes");
    }
  }

  private void requireMemory(String file, long length) {
    int share = file.endsWith(".zip") ? SHARE_OF_MODELS : SHARE_OF_TEXTS;
    long memory = Runtime.getRuntime().maxMemory();
    if (length > memory / share) {
      throw new StorageException(
          String.format(
              Locale.ROOT,
              "%s has %d bytes, too many for a process of %d bytes of memory; give it more (-Xmx, or"
                  + " --driver-memory)",
              new Path(path, file),
              length,
              memory));
    }
  }

  private void requireHash(String file, String sha256, Manifest.Entry expected) {
    if (!sha256.equals(expected.sha256())) {
      throw damaged(file, "SHA-256 " + sha256, expected.sha256());
    }
  }

  private StorageException damaged(String file, String actual, String expected) {
    return new StorageException(
        String.format(
            Locale.ROOT,
            "%s does not match its manifest: %s, not %s; the version is damaged, choose another one"
                + " or bring the file back",
            new Path(path, file),
            actual,
            expected));
  }
}
