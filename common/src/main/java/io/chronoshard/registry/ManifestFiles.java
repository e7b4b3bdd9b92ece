package io.chronoshard.registry;

import io.chronoshard.error.StorageException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The files of a version as its manifest tells them. Each is compared with it before anything is
 * made of what it holds, and none is read before all are known to be there, plain, and as long as
 * they should be, and the manifest to be signed as it must be.
 *
 * @param source where they are read from
 * @param hash the SHA-256 of the manifest, which tells the version apart from any other
 * @param signature who has signed the manifest
 */
record ManifestFiles(VersionSource source, Manifest manifest, String hash, SignedBy signature) {

  static final int MANIFEST_LIMIT = 1 << 20;

  /** Shares of this process' memory that a file may take: what is made of it takes more. */
  private static final int SHARE_OF_MODELS = 4;

  private static final int SHARE_OF_TEXTS = 8;

  /**
   * Looks at all files.
   *
   * @param model the name of the model that they must be a version of
   * @param signing by whom they must be signed
   * @throws StorageException where something of it is a link, is not as long as it should be, or
   *     should not be there, or the manifest is not signed as it must be
   */
  static ManifestFiles of(VersionSource source, String model, Signing signing) {
    Set<String> names = Set.copyOf(source.names());
    byte[] json = bytes(source);
    Manifest manifest = Manifest.read(json, source.path());
    SignedBy by =
        signing.require(Statement.ofVersion(json), signature(source, names), source.path());
    ManifestFiles files = new ManifestFiles(source, manifest, Sha256.of(json), by);
    files.requireModel(model);
    files.requireNoOthers(names);
    files.manifest.files().keySet().forEach(files::requireLength);
    return files;
  }

  /** What the manifest's file holds. */
  static byte[] bytes(VersionSource source) {
    return source.read(Manifest.FILE, MANIFEST_LIMIT);
  }

  /**
   * What the manifest tells, by whomever it is signed, and whatever the files that are not read
   * look like: for lists.
   */
  static ManifestFiles told(VersionSource source, Signing signing) {
    List<String> names = source.names();
    byte[] json = bytes(source);
    Manifest manifest = Manifest.read(json, source.path());
    SignedBy by = signing.by(Statement.ofVersion(json), signature(source, names), source.path());
    return new ManifestFiles(source, manifest, Sha256.of(json), by);
  }

  private static Optional<byte[]> signature(VersionSource source, Collection<String> names) {
    return names.contains(SignatureFile.NAME)
        ? Optional.of(source.read(SignatureFile.NAME, SignatureFile.LIMIT))
        : Optional.empty();
  }

  private void requireModel(String model) {
    if (!manifest.model().equals(model)) {
      throw new StorageException(
          String.format(
              Locale.ROOT,
              "%s is a version of the model %s, and not of \"%s\"; it is not opened",
              source.path(),
              Json.text(manifest.model()),
              model));
    }
  }

  /** Names that begin with a dot are left to file systems and to those who look after them. */
  private void requireNoOthers(Set<String> names) {
    Set<String> ours = new HashSet<>();
    ours.add(Manifest.FILE);
    ours.add(SignatureFile.NAME);
    ours.addAll(manifest.files().keySet());
    for (String name : names) {
      if (!ours.contains(name) && !name.startsWith(".")) {
        throw new StorageException(
            String.format(
                Locale.ROOT,
                "%s holds %s, which its manifest does not name; remove it, or choose another"
                    + " version",
                source.path(),
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
    return manifest.entry(file, source.path());
  }

  /** All bytes of a file, found as the manifest says. */
  byte[] verified(String file) {
    Manifest.Entry expected = entry(file);
    requireMemory(file, expected.length());
    byte[] content = source.read(file, Math.toIntExact(expected.length()));
    requireHash(file, Manifest.Entry.of(content).sha256(), expected);
    return content;
  }

  /** What a file holds, found as the manifest says. */
  <T> T json(VersionFile file, Class<T> type) {
    return Json.read(verified(file.fileName()), type, source.path(file.fileName()));
  }

  /** Bytes of each file, as the manifest says. */
  Map<String, Long> lengths() {
    TreeMap<String, Long> lengths = new TreeMap<>();
    manifest.files().forEach((file, entry) -> lengths.put(file, entry.length()));
    return lengths;
  }

  /** Compares a file that is not read as a whole, however long it is. */
  void verify(String file) {
    requireHash(file, source.sha256(file), entry(file));
  }

  private void requireLength(String file) {
    long length = source.length(file);
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
              "%s has %d bytes, too many for a process of %d bytes of memory; give it more (-Xmx,"
                  + " or --driver-memory)",
              source.path(file),
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
            source.path(file),
            actual,
            expected));
  }
}
